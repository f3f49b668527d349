import { MINUTE } from '../../src/domain/calendar/instant.ts';
import type { TicketView } from '../../src/api/schemas/ticket.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ABEL, ADA, CARLA, CUNO, MONA, SIRI } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN } from './support/given.ts';

describe('the filters of the queue', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  const names = new Map<string, string>();
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    const late = await GIVEN.acknowledged(people);
    await world.letPass(11 * MINUTE);
    await eventually(async () => (await people.ticket(late)).promises.some(({ state }) => state === 'missed'));
    names.set(late, 'late');
    names.set(await GIVEN.taken(people), "ada's");
    const abels = await GIVEN.acknowledged(people);
    await people.step(ABEL, abels, 'take');
    await people.write(ABEL, abels, { asksCustomer: true });
    names.set(abels, "abel's, waiting");
    names.set(await GIVEN.resolved(people), 'resolved');
    names.set(await GIVEN.closed(people), 'closed');
    names.set(await GIVEN.consulting(people), 'asks sysadmins');
    names.set(await GIVEN.answered(people), 'answered');
    const { id } = await people.submit({}, CUNO);
    await eventually(async () => (await people.ticket(id)).phase === 'review');
    names.set(id, "cuno's");
  });
  afterAll(() => world.end());

  const seenBy = async (who: Person, query: string) => {
    const { body } = await people.send<{ items: TicketView[]; nextCursor: string | null }>(
      who,
      'GET',
      `/v1/tickets${query}`,
    );
    expect(Object.keys(body).sort()).toEqual(['items', 'nextCursor']);
    expect(body.nextCursor).toBeNull();
    return body.items.map(({ id }) => names.get(id)).sort();
  };
  const ASKING = ['asks sysadmins', 'answered'];
  const ALL = ['late', "ada's", "abel's, waiting", 'resolved', 'closed', "cuno's", ...ASKING];

  test.each<[query: string, names: string[]]>([
    ['', ALL],
    ['?team=support', ALL],
    ['?team=billing', []],
    ['?phase=submit', []],
    ['?phase=review', ['late', "ada's", "abel's, waiting", "cuno's", ...ASKING]],
    ['?phase=resolve', ['resolved', 'closed']],
    ['?status=open', ['late', "ada's", "cuno's", ...ASKING]],
    ['?consulted=sysadmins', ['asks sysadmins']],
    ['?consulted=datacentre', []],
    ['?consulted=sysadmins&team=support', ['asks sysadmins']],
    ['?consulted=sysadmins&team=billing', []],
    ['?status=waiting-for-customer', ["abel's, waiting"]],
    ['?status=resolved', ['resolved']],
    ['?status=closed', ['closed']],
    ['?status=waiting-for-team', []],
    ['?missed=true', ['late']],
    ['?missed=false', ALL.filter((name) => name !== 'late')],
    ['?assignee=abel', ["abel's, waiting"]],
    ['?assignee=ada', ["ada's", 'resolved', 'closed']],
    ['?assignee=nobody', []],
    ['?assignee=ada&status=closed', ['closed']],
    ['?assignee=ada&phase=resolve', ['resolved', 'closed']],
    ['?assignee=abel&status=closed', []],
    ['?missed=true&status=open&team=support&phase=review', ['late']],
    ['?missed=true&team=billing', []],
  ])('%j', async (query, expected) => {
    for (const who of [ADA, SIRI, MONA]) expect(await seenBy(who, query)).toEqual([...expected].sort());
  });

  test('customers see their own, whatever they ask for', async () => {
    expect(await seenBy(CUNO, '')).toEqual(["cuno's"]);
    expect(await seenBy(CUNO, '?assignee=ada')).toEqual([]);
    expect(await seenBy(CUNO, '?status=open')).toEqual(["cuno's"]);
    expect(await seenBy(CARLA, '')).toEqual(ALL.filter((name) => name !== "cuno's").sort());
    expect(await seenBy({ ...CUNO, id: 'nobody-yet' }, '')).toEqual([]);
  });

  test('what was asked between teams is not for customers', async () => {
    const refused = await people.send(CARLA, 'GET', '/v1/tickets?consulted=sysadmins');
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('each item is the ticket as its viewer would see it alone', async () => {
    for (const who of [ADA, SIRI, MONA, CARLA]) {
      const { body } = await people.send<{ items: TicketView[] }>(who, 'GET', '/v1/tickets');
      for (const item of body.items) expect(item).toEqual(await people.ticket(item.id, who));
    }
  });
});
