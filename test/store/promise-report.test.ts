import { join } from 'node:path';
import { sql } from 'kysely';
import { daysBetween } from '../../src/domain/reports/calendar-days.ts';
import { addTimes, NO_TIME, type SummedTimes } from '../../src/domain/reports/time-split.ts';
import type { TicketEvent } from '../../src/domain/ticket/events.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { connectStore } from '../../src/store/connect.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import { reportPromises } from '../../src/store/promise-report.ts';
import { readTicketTime, sumTicketTimes } from '../../src/store/ticket-times.ts';
import { findTicket } from '../../src/store/tickets.ts';
import { splitBySteps, withoutNothing } from '../domain/reports/split-oracle.ts';
import { createDatabase } from '../support/servers/database.ts';
import { factsIn, journalsIn, recordLives, type Shelf } from './support/recorded-lives.ts';
import { reportByHand } from './support/report-oracle.ts';

const BERLIN = 'Europe/Berlin';
const LIVES = 60;
const SEED = 20260608;
/** After all of them. */
const NOW = '2028-06-01T00:00:00.000Z';

describe(`reports of ${LIVES} random lives (seed ${SEED}), recorded step by step and in part replaced`, () => {
  let shelf: Shelf;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let journals: Map<string, TicketEvent[]>;
  beforeAll(async () => {
    database = await createDatabase();
    const store = connectStore(database.url);
    const { policy, hash } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
    await createPolicyShelf(store).keep(hash, policy);
    shelf = { store, policy, hash };
    await recordLives(shelf, { count: LIVES, seed: SEED });
    journals = await journalsIn(store);
  });
  afterAll(async () => {
    await shelf.store.destroy();
    await database.drop();
  });

  const report = (from: string, to: string, team?: string, zone = BERLIN) =>
    reportPromises(shelf.store, { ...daysBetween(from, to, zone), zone, team });

  test('some were replaced, and the lives hold every outcome', async () => {
    const rewound = await shelf.store
      .selectFrom('tickets')
      .where(sql<boolean>`rewound_to <> '{}'`)
      .select('id')
      .execute();
    expect(rewound.length).toBeGreaterThan(10);
    const { overall, byKind } = (await report('2026-01-01', '2027-12-31')).totals;
    const { made: _made, attainmentPercent: _percent, detectionLatenessMs: _lateness, ...outcomes } = overall;
    expect(Object.values(outcomes).filter((count) => count === null || count < 10)).toEqual([]);
    expect(byKind.length).toBeGreaterThanOrEqual(7);
  });

  test.each([
    ['2026-01-01', '2027-12-31', undefined, BERLIN],
    ['2026-03-28', '2026-03-29', undefined, BERLIN],
    ['2026-10-23', '2026-10-26', undefined, BERLIN],
    ['2026-10-24', '2026-10-24', 'support', BERLIN],
    ['2026-01-01', '2027-12-31', 'sysadmins', BERLIN],
    ['2026-06-01', '2026-12-31', undefined, 'Pacific/Apia'],
  ])('from %s to %s of %s in %s they are as counted from the journals', async (from, to, team, zone) => {
    const counted = await report(from, to, team, zone);
    expect(counted).toEqual(
      reportByHand(journals.values(), { from, to, zone, ...(team === undefined ? {} : { team }) }),
    );
    expect(counted.rows.length).toBeGreaterThan(0);
  });

  test('what was made is always what was kept, missed, withdrawn, re-estimated or is running', async () => {
    const { rows, totals } = await report('2026-01-01', '2027-12-31');
    for (const { made, kept, missed, withdrawn, reestimated, running } of [...rows, ...totals.byKind, totals.overall]) {
      expect(kept + missed + withdrawn + reestimated + running).toBe(made);
    }
    const sum = rows.reduce((all, { made }) => all + made, 0);
    expect([sum, totals.byKind.reduce((all, { made }) => all + made, 0)]).toEqual([totals.overall.made, sum]);
  });

  test('what was noted event by event is what would be noted anew', async () => {
    const before = await factsIn(shelf.store);
    await sql`truncate promise_facts`.execute(shelf.store);
    await sql`select note_promises(array(select id from tickets))`.execute(shelf.store);
    expect(await factsIn(shelf.store)).toEqual(before);
    expect(before.length).toBeGreaterThan(400);
  });

  test('the times of all tickets are those of each, added up', async () => {
    const sources = { store: shelf.store, policies: createPolicyShelf(shelf.store), now: NOW };
    const range = { begins: '2026-03-01T00:00:00.000Z', ends: '2026-11-01T00:00:00.000Z' };
    let sum: SummedTimes = { tickets: 0, ...NO_TIME };
    for (const [id, events] of journals) {
      const ticket = (await findTicket(shelf.store, id))!;
      const { submittedAt, until: _until, ...split } = await readTicketTime(sources, ticket);
      expect(withoutNothing(split)).toEqual(withoutNothing(splitBySteps(events, NOW)));
      expect(submittedAt).toBe(events[0]!.at);
      if (submittedAt >= range.begins && submittedAt < range.ends) {
        sum = { tickets: sum.tickets + 1, ...addTimes(sum, split) };
      }
    }
    expect(await sumTicketTimes(sources, range)).toEqual(sum);
    expect(sum.tickets).toBeGreaterThan(LIVES / 3);
    expect(sum.tickets).toBeLessThan(LIVES);
  });

  test('days without promises are an empty report', async () => {
    const { rows, totals } = await report('2025-01-01', '2025-01-31');
    expect([rows, totals.byKind]).toEqual([[], []]);
    expect(totals.overall).toMatchObject({ made: 0, kept: 0, attainmentPercent: null, medianMs: null });
    const sources = { store: shelf.store, policies: createPolicyShelf(shelf.store), now: NOW };
    expect(await sumTicketTimes(sources, daysBetween('2025-01-01', '2025-01-31', BERLIN))).toEqual({
      tickets: 0,
      ...NO_TIME,
    });
  });
});
