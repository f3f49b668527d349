import { sql } from 'kysely';
import { after } from '../../src/domain/calendar/instant.ts';
import { daysBetween, weekBefore } from '../../src/domain/reports/calendar-days.ts';
import { reportPromises } from '../../src/store/promise-report.ts';
import { openQueue, type QueueWorld } from './support/queue-world.ts';

const ZONE = 'Europe/Berlin';

describe('the days of a report', () => {
  let world: QueueWorld;
  let ticketId: string;
  beforeAll(async () => {
    world = await openQueue();
    const number = await world.arrives();
    const { id } = await world.store
      .selectFrom('tickets')
      .where('number', '=', number)
      .select('id')
      .executeTakeFirstOrThrow();
    ticketId = id;
  });
  afterEach(() => sql`truncate promise_facts`.execute(world.store));
  afterAll(() => world.end());

  let cycle = 0;
  const made = async (...instants: string[]) => {
    for (const made_at of instants) {
      cycle += 1;
      const fact = { ticket_id: ticketId, kind: 'next-reply' as const, cycle, team: 'support', made_at };
      await world.store
        .insertInto('promise_facts')
        .values({ ...fact, state: 'running', reestimated: false })
        .execute();
    }
  };
  const counted = async (from: string, to: string) => {
    const { rows } = await reportPromises(world.store, { ...daysBetween(from, to, ZONE), zone: ZONE });
    return Object.fromEntries(rows.map((row) => [row.day, row.made]));
  };

  // The midnights around the 23 hours of one day, and the 25 of another.
  test.each([
    ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', '2026-03-28', '2026-03-30'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', '2026-10-24', '2026-10-26'],
  ])('%s begins at %s and ends before %s', async (day, begins, ends, eve, next) => {
    await made(after(begins, -1), begins, after(ends, -1), ends);
    expect(await counted(day, day)).toEqual({ [day]: 2 });
    expect(await counted(eve, next)).toEqual({ [eve]: 1, [day]: 2, [next]: 1 });
    expect(await counted(eve, eve)).toEqual({ [eve]: 1 });
    expect(await counted(next, next)).toEqual({ [next]: 1 });
  });

  test.each([
    ['2026-11-30T07:00:00.000Z', '2026-W48', '2026-11-23', '2026-11-29', '2026-11-22T23:00:00.000Z'],
    ['2026-11-29T23:00:00.000Z', '2026-W48', '2026-11-23', '2026-11-29', '2026-11-22T23:00:00.000Z'],
    ['2026-11-29T22:59:59.999Z', '2026-W47', '2026-11-16', '2026-11-22', '2026-11-15T23:00:00.000Z'],
    ['2027-01-06T12:00:00.000Z', '2026-W53', '2026-12-28', '2027-01-03', '2026-12-27T23:00:00.000Z'],
    ['2026-03-30T06:00:00.000Z', '2026-W13', '2026-03-23', '2026-03-29', '2026-03-22T23:00:00.000Z'],
  ])('the week before %s is %s, from %s to %s', (at, week, from, to, begins) => {
    expect(weekBefore(at, ZONE)).toMatchObject({ week, from, to, begins });
  });
});
