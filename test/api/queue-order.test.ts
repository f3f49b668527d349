import { MINUTE } from '../../src/domain/calendar/instant.ts';
import type { TicketView } from '../../src/api/schemas/ticket.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN, settled } from './support/given.ts';

describe('the queue', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    // Made in the opposite of the order in which they should be seen.
    ids['closed'] = await GIVEN.closed(people);
    ids['resolved'] = await GIVEN.resolved(people);
    ids['waiting'] = await GIVEN.taken(people);
    await people.write(ADA, ids['waiting'], { asksCustomer: true });
    ids['complex'] = await GIVEN.taken(people);
    await people.write(ADA, ids['complex']);
    await people.step(ADA, ids['complex'], 'review', { kind: 'complex' });
    await world.letPass(2 * MINUTE);
    ids['new'] = await GIVEN.acknowledged(people);
    ids['followed up late'] = await answeredThenFollowedUp();
    await world.letPass(MINUTE);
    ids['new, later'] = await GIVEN.acknowledged(people);
    await people.write(CARLA, ids['complex'], { body: 'Any news?' });
    ids['complex, followed up'] = ids['complex'];
    delete ids['complex'];
    for (const id of Object.values(ids)) await settled(people, id);
  });
  afterAll(() => world.end());

  const answeredThenFollowedUp = async () => {
    const id = await GIVEN.acknowledged(people);
    await people.write(ADA, id);
    await people.write(CARLA, id, { body: 'And?' });
    return id;
  };

  const queue = async (): Promise<TicketView[]> =>
    (await people.send<{ items: TicketView[] }>(ADA, 'GET', '/v1/tickets')).body.items;
  const nameOf = ({ id }: TicketView) => Object.keys(ids).find((name) => ids[name] === id);

  test('has follow-ups ahead, then what falls due next, then the oldest of what owes nothing', async () => {
    expect((await queue()).map(nameOf)).toEqual([
      'followed up late',
      'complex, followed up',
      'new',
      'new, later',
      'resolved',
      'waiting',
      'closed',
    ]);
  });

  test('is ordered by what each ticket tells', async () => {
    const items = await queue();
    const keys = items.map(({ status, followUpSince, nextDueAt, number }) => [
      status === 'closed' ? 1 : 0,
      followUpSince === null ? 1 : 0,
      nextDueAt === null ? Infinity : Date.parse(nextDueAt),
      number,
    ]);
    const compare = (a: number[], b: number[]): number => {
      const index = a.findIndex((key, at) => key !== b[at]);
      return index === -1 ? 0 : a[index]! - b[index]!;
    };
    expect(keys).toEqual([...keys].sort(compare));
    for (const { promises, nextDueAt } of items) {
      const dues = promises.flatMap(({ state, dueAt }) => (state === 'running' && dueAt !== null ? [dueAt] : []));
      expect(nextDueAt).toBe(dues.sort()[0] ?? null);
    }
  });

  test('an answered follow-up goes back to its place', async () => {
    await people.write(ADA, ids['followed up late']!);
    expect((await queue()).map(nameOf)[0]).toBe('complex, followed up');
  });

  test('what was missed and is still owed is more urgent than what is not due yet', async () => {
    await world.letPass(11 * MINUTE);
    await eventually(async () => (await people.ticket(ids['new']!)).promises.some(({ state }) => state === 'missed'));
    const { id } = await people.submit();
    const order = (await queue()).map((ticket) => ticket.id);
    expect(order.indexOf(ids['new']!)).toBeLessThan(order.indexOf(id));
    const { nextDueAt } = await people.ticket(ids['new']!);
    expect(Date.parse(nextDueAt ?? '')).toBeLessThan(Date.parse(await world.now()));
  });
});
