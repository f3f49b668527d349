import { join } from 'node:path';
import type { Insertable } from 'kysely';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/calendar/instant.ts';
import { weekBefore } from '../../src/domain/reports/calendar-days.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { connectStore } from '../../src/store/connect.ts';
import { readDigestContent } from '../../src/store/digest-content.ts';
import { storeRequest } from '../../src/store/intake.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import type { PromiseFactRow } from '../../src/store/schema.ts';
import { toJsonb } from '../../src/store/jsonb.ts';
import { digestText } from '../../src/texts/digest-text.ts';
import { submitTicket } from '../../src/domain/ticket/submit-ticket.ts';
import { berlin } from '../domain/support/when.ts';
import { createDatabase } from '../support/servers/database.ts';
import type { Shelf } from './support/recorded-lives.ts';

const BERLIN = 'Europe/Berlin';
/** The Monday after the week that is told. */
const NOW = berlin('2026-06-15 08:00');
const WEEK = weekBefore(NOW, BERLIN);

describe('what a digest tells', () => {
  let shelf: Shelf;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  beforeAll(async () => {
    database = await createDatabase();
    const store = connectStore(database.url);
    const { policy, hash } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
    await createPolicyShelf(store).keep(hash, policy);
    shelf = { store, policy, hash };
  });
  afterAll(async () => {
    await shelf.store.destroy();
    await database.drop();
  });

  const read = () =>
    readDigestContent({ store: shelf.store, policies: createPolicyShelf(shelf.store), now: NOW }, WEEK, BERLIN);

  /** A ticket submitted at some time, and as if nobody had touched it since, but for what is given. */
  async function submitted(id: string, at: string, columns: object = {}): Promise<number> {
    const { terms } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
    const submission = { id, channel: 'ticket' as const, customer: 'carla', serviceSite: null, messageId: `${id}-1` };
    const decision = submitTicket({ ...submission, takenAt: berlin(at) }, { terms, hours: [] });
    await storeRequest(shelf.store, shelf.policy, {
      decision,
      messageId: submission.messageId,
      address: null,
      authorName: 'Carla',
      subject: 'A secret of Carla',
      body: 'My server is slow.',
      topic: null,
      service: null,
      locale: 'en',
      timeZone: BERLIN,
      country: null,
      policyHash: shelf.hash,
      continues: null,
    });
    await shelf.store.deleteFrom('promise_facts').where('ticket_id', '=', id).execute();
    const updated = shelf.store
      .updateTable('tickets')
      .set({ next_due_at: null, ...columns })
      .where('id', '=', id);
    return (await updated.returning('number').executeTakeFirstOrThrow()).number;
  }

  let cycle = 0;
  const promised = async (ticket_id: string, fact: Partial<Insertable<PromiseFactRow>>) => {
    cycle += 1;
    const made_at = after(WEEK.begins, -20 * DAY);
    const rest = { kind: 'resolution' as const, cycle, team: 'billing', made_at, state: 'running' as const };
    await shelf.store
      .insertInto('promise_facts')
      .values({ ticket_id, reestimated: false, ...rest, ...fact })
      .execute();
    return cycle;
  };
  const missedAt = (due_at: string, lateMs: number | null) => ({
    state: 'missed' as const,
    due_at,
    decided_at: after(due_at, 5),
    lateness_ms: 5,
    settled_at: lateMs === null ? null : after(due_at, lateMs),
  });
  const keptAt = (at: string) => ({ state: 'kept' as const, due_at: at, decided_at: at, settled_at: at });

  test('of a week in which nothing was promised, nothing', async () => {
    const content = await read();
    const none = { count: 0, first: [] };
    expect(content).toMatchObject({ week: '2026-W24', from: '2026-06-08', to: '2026-06-14', zone: BERLIN, asOf: NOW });
    expect(content).toMatchObject({ outcomes: [], misses: none, overdue: none, undecided: none, time: { tickets: 0 } });
    expect(digestText(content, 'INTROSERV', 'en'))
      .toBe(`INTROSERV: week 2026-W24, Monday 8 June 2026 to Sunday 14 June 2026
As of Mon 15 Jun, 08:00. Times are by the clock of Europe/Berlin, spans by the wall.

Promises whose outcome became known in this week
  none

Missed, worst first: 0

Still overdue, longest first: 0

Approvals undecided, oldest first: 0

Time of the tickets submitted in this week, so far: 0
`);
  });

  test('all that management should know of it, and nothing of other weeks', async () => {
    const monday = WEEK.begins;
    const old = await submitted('old', '2026-05-20 09:00', {
      next_due_at: new Date(after(NOW, -50 * HOUR)),
      assignee: 'siri',
    });
    const closed = await submitted('closed', '2026-05-21 09:00', {
      next_due_at: new Date(after(NOW, -99 * HOUR)),
      closed_at: new Date(NOW),
    });
    const fresh = await submitted('fresh', '2026-06-13 12:00', { next_due_at: new Date(after(NOW, HOUR)) });
    const approvals = [
      { id: 'a', type: 'billing-credit', state: 'pending', amount: { minor: 25_050, currency: 'EUR' } },
      { id: 'b', type: 'special-request', state: 'partly-approved', amount: null },
      { id: 'c', type: 'special-request', state: 'refused', amount: null },
    ].map((approval) => ({ ...approval, askedAt: after(NOW, -2 * DAY), dueAt: after(NOW, -DAY) }));
    const { state } = await shelf.store
      .selectFrom('tickets')
      .where('id', '=', 'old')
      .select('state')
      .executeTakeFirstOrThrow();
    await shelf.store
      .updateTable('tickets')
      .set({ state: toJsonb({ ...state, approvals }) })
      .where('id', '=', 'old')
      .execute();

    await promised('old', missedAt(after(monday, -6), 1));
    const first = await promised('old', missedAt(after(monday, -5), HOUR));
    const worst = await promised('closed', missedAt(after(WEEK.ends, -HOUR), null));
    const second = await promised('fresh', missedAt(after(monday, DAY), 26 * HOUR + 31 * MINUTE));
    await promised('fresh', missedAt(after(WEEK.ends, -5), HOUR));
    for (const at of [after(monday, -1), monday, after(WEEK.ends, -1), WEEK.ends]) await promised('old', keptAt(at));
    await promised('old', { kind: 'first-reply', ...keptAt(after(monday, HOUR)) });
    await promised('old', { due_at: after(NOW, -50 * HOUR), state: 'missed', kind: 'status-update' });
    await promised('old', { ...keptAt(after(monday, HOUR)), state: 'withdrawn' });

    const content = await read();
    expect(content.outcomes).toEqual([
      { kind: 'first-reply', kept: 1, missed: 0, attainmentPercent: 100 },
      { kind: 'resolution', kept: 2, missed: 3, attainmentPercent: 40 },
    ]);
    expect(content.misses.count).toBe(3);
    expect(content.misses.first.map((miss) => [miss.ticket, miss.cycle, miss.lateMs])).toEqual([
      [closed, worst, null],
      [fresh, second, 26 * HOUR + 31 * MINUTE],
      [old, first, HOUR],
    ]);
    expect(content.overdue).toEqual({
      count: 1,
      first: [{ ticket: old, team: 'support', assignee: 'siri', kind: 'status-update', dueAt: after(NOW, -50 * HOUR) }],
    });
    expect(content.undecided.first.map(({ ticket, type, amount }) => [ticket, type, amount])).toEqual([
      [old, 'billing-credit', { minor: 25_050, currency: 'EUR' }],
      [old, 'special-request', null],
    ]);
    const time = msUntilNow('2026-06-13 12:00');
    expect(content.time).toMatchObject({ tickets: 1, totalMs: time, teams: { support: time } });

    const text = digestText(content, 'INTROSERV', 'en');
    expect(text).toContain(`
               kept  missed  attainment
  first-reply     1       0    100.00 %
  resolution      2       3     40.00 %
  all             3       3     50.00 %

Missed, worst first: 3
  #${closed} resolution ${worst}, billing: due Sun 14 Jun, 23:00, not made good
  #${fresh} resolution ${second}, billing: due Tue 9 Jun, 00:00, 1 d 2 h late
  #${old} resolution ${first}, billing: due Sun 7 Jun, 23:59, 1 h 0 min late

Still overdue, longest first: 1
  #${old} status-update, support (siri): due Sat 13 Jun, 06:00, 2 d 2 h ago

Approvals undecided, oldest first: 2
  #${old} billing-credit of 250.50 EUR: asked Sat 13 Jun, 08:00, decision was due Sun 14 Jun, 08:00
  #${old} special-request: asked Sat 13 Jun, 08:00, decision was due Sun 14 Jun, 08:00

Time of the tickets submitted in this week, so far: 1
  customer           0 s    0.0 %
  approval           0 s    0.0 %
  closed hours       0 s    0.0 %
  support       1 d 20 h  100.0 %
  all           1 d 20 h  100.0 %
`);
    expect(text).not.toContain('secret');
  });

  test('of a long list the worst, and how many more', async () => {
    for (let count = 0; count < 40; count += 1)
      await promised('old', missedAt(after(WEEK.begins, HOUR), count * MINUTE));
    const content = await read();
    expect([content.misses.count, content.misses.first.length]).toEqual([43, 25]);
    expect(digestText(content, 'INTROSERV', 'en')).toContain('\n  and 18 more\n');
  });
});

const msUntilNow = (at: string): number => Date.parse(NOW) - Date.parse(berlin(at));
