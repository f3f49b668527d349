import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { connectStore } from '../../src/store/connect.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import { aTicket, type Story } from '../domain/support/story.ts';
import { createDatabase } from '../support/servers/database.ts';
import { factsIn, Recording, type Shelf } from './support/recorded-lives.ts';

describe('promises are noted as they are recorded', () => {
  let shelf: Shelf;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let ticketId: string;
  let count = 0;
  beforeAll(async () => {
    database = await createDatabase();
    const store = connectStore(database.url);
    const { policy, hash } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
    await createPolicyShelf(store).keep(hash, policy);
    shelf = { store, policy, hash };
  });
  beforeEach(() => {
    count += 1;
    ticketId = `ticket-of-test-${count}`;
  });
  afterAll(async () => {
    await shelf.store.destroy();
    await database.drop();
  });

  const recorded = async ({ events }: Story): Promise<Recording> => {
    const recording = new Recording(shelf, ticketId);
    await recording.submit(recording.own(events));
    await recording.goOn(recording.own(events), [100]);
    return recording;
  };
  const facts = async () => {
    const all = (await factsIn(shelf.store)) as Record<string, unknown>[];
    return all
      .filter((fact) => fact['ticket_id'] === ticketId)
      .map((fact) => [fact['kind'], fact['cycle'], fact['team'], fact['state'], fact['lateness_ms']].join(' '));
  };
  const told = aTicket().delivered().later('5m').agent.replies();

  test('what somebody owed by the wall was owed by the team that held it, and a team’s clock says whose', async () => {
    const handedOn = aTicket().delivered().agent.reviewsAndForwards('standard', 'sysadmins').customer.writes();
    await recorded(handedOn);
    expect(await facts()).toEqual([
      'acknowledgement 1 support kept ',
      'first-reply 1 support kept ',
      'next-reply 1 sysadmins running ',
      'pick-up 1 sysadmins running ',
      'resolution 1 sysadmins running ',
      'status-update 1 sysadmins running ',
    ]);
  });

  test('a miss with how late it was noticed, also once it was made good', async () => {
    const late = aTicket().delivered().later('10m').at('+700ms').wakes();
    const recording = await recorded(late);
    expect(await facts()).toContain('first-reply 1 support missed 700');
    await recording.goOn(recording.own(late.later('1h').agent.replies().events), [1]);
    expect(await facts()).toContain('first-reply 1 support missed 700');
  });

  test('a promise that was kept in events that were forgotten runs again', async () => {
    const recording = await recorded(told);
    expect(await facts()).toEqual(['acknowledgement 1 support kept ', 'first-reply 1 support kept ']);
    const other = aTicket().delivered().later('5m').agent.notes();
    await recording.replaceBy(recording.own(other.events), recording.own(told.events));
    expect(await facts()).toEqual(['acknowledgement 1 support kept ', 'first-reply 1 support running ']);
  });
});
