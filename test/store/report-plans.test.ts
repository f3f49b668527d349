import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { after, DAY } from '../../src/domain/calendar/instant.ts';
import { daysBetween } from '../../src/domain/reports/calendar-days.ts';
import type { Store } from '../../src/store/connect.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import { reportPromises } from '../../src/store/promise-report.ts';
import type { Database } from '../../src/store/schema.ts';
import { sumTicketTimes } from '../../src/store/ticket-times.ts';
import { openQueue, type QueueWorld } from './support/queue-world.ts';

const TICKETS = 10_000;
const PROMISES_EACH = 10;
const ZONE = 'Europe/Berlin';
const YEAR = daysBetween('2025-06-09', '2026-06-08', ZONE);
const WEEK = daysBetween('2026-06-01', '2026-06-07', ZONE);
/** What Kept gives a report. */
const STATEMENT_TIMEOUT_MS = 9_800;

interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/** One ticket a while, over a year: handed over, waiting, closed, and with a score of other events between. */
const MANY_TICKETS = sql`
  insert into tickets (id, state, subject, locale, time_zone, policy_hash, customer, phase, status, team, missed, submitted_at)
  select 'many-' || n, state, subject, locale, time_zone, policy_hash, customer, 'resolve', 'closed', 'support', false,
    ${YEAR.begins}::timestamptz + n * make_interval(secs => ${(365 * DAY) / 1000 / TICKETS})
  from tickets, generate_series(1, ${sql.lit(TICKETS)}) n`;
const MANY_EVENTS = sql`
  insert into journal (ticket_id, seq, at, type, by, data)
  select id, seq, submitted_at + seq * interval '1 hour',
    case seq when 1 then 'ticket.submitted' when 5 then 'ticket.handed-over' when 10 then 'waiting.began'
      when 15 then 'waiting.ended' when 20 then 'ticket.resolved' when 25 then 'ticket.closed' else 'promise.warned' end,
    'somebody',
    jsonb_build_object('team', 'support', 'serviceSite', null, 'from', 'support',
      'to', (array['billing', 'sysadmins', 'datacentre'])[1 + length(id) % 3], 'kind', 'resolution', 'cycle', 1)
  from tickets, generate_series(1, 25) seq where id like 'many-%'`;
const MANY_PROMISES = sql`
  insert into promise_facts (ticket_id, kind, cycle, team, made_at, due_at, state, settled_at, reestimated, lateness_ms)
  select id, (array['first-reply', 'next-reply', 'status-update', 'resolution'])[1 + n % 4], n,
    (array['support', 'billing', 'sysadmins'])[1 + n % 3], submitted_at + n * interval '1 hour', submitted_at,
    case when n % 9 = 0 then 'missed' when n % 5 = 0 then 'withdrawn' else 'kept' end,
    submitted_at + n * interval '61 minutes', false, n
  from tickets, generate_series(1, ${sql.lit(PROMISES_EACH)}) n where id like 'many-%'`;

describe(`a report among ${TICKETS * PROMISES_EACH} promises of ${TICKETS} tickets`, () => {
  let world: QueueWorld;
  let store: Store;
  const sent: CompiledQuery[] = [];
  beforeAll(async () => {
    world = await openQueue({ patienceMs: 60_000 });
    await world.arrives();
    await MANY_TICKETS.execute(world.store);
    await sql`delete from tickets where id not like 'many-%'`.execute(world.store);
    await MANY_EVENTS.execute(world.store);
    await MANY_PROMISES.execute(world.store);
    await sql`vacuum analyze`.execute(world.store);
    // One that tells what it sends, and waits no longer than Kept does.
    store = new Kysely<Database>({
      dialect: new PostgresDialect({
        pool: new pg.Pool({ connectionString: world.url, statement_timeout: STATEMENT_TIMEOUT_MS }),
      }),
      log: ({ query }) => {
        sent.push(query);
      },
    });
  });
  afterAll(async () => {
    await store.destroy();
    await world.end();
  });

  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const found = await work();
    console.log(`${what}: ${(performance.now() - began).toFixed(0)} ms`);
    return found;
  };
  const planOfLast = async (): Promise<PlanNode[]> => {
    const { sql: text, parameters } = sent.at(-1)!;
    const explained = CompiledQuery.raw(`explain (format json) ${text}`, [...parameters]);
    const { rows } = await store.executeQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(explained);
    return flatten(rows[0]!['QUERY PLAN'][0].Plan);
  };
  const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
  const indexes = (nodes: PlanNode[]) => nodes.flatMap((node) => node['Index Name'] ?? []);

  test('a year is counted in one pass', async () => {
    const { rows, totals } = await timed('a year of promises', () => reportPromises(store, { ...YEAR, zone: ZONE }));
    expect(totals.overall.made).toBeGreaterThan(0.99 * TICKETS * PROMISES_EACH);
    expect(rows.length).toBeGreaterThan(365);
  });

  test('a week is found by the index', async () => {
    const { totals } = await timed('a week of promises', () => reportPromises(store, { ...WEEK, zone: ZONE }));
    expect(totals.overall.made).toBeGreaterThan(1_000);
    expect(indexes(await planOfLast())).toEqual(['promise_facts_by_making']);
  });

  test('the times of a year’s tickets are read from the few events that matter', async () => {
    const sources = { store, policies: createPolicyShelf(store), now: after(YEAR.ends, 7 * DAY) };
    const time = await timed(`the times of ${TICKETS} tickets`, () => sumTicketTimes(sources, YEAR));
    const { tickets, totalMs, customerMs, approvalMs, closedHoursMs, teams } = time;
    const parts = [customerMs, approvalMs, closedHoursMs, ...Object.values(teams)];
    expect(parts.reduce((sum, ms) => sum + ms, 0)).toBe(totalMs);
    expect(tickets).toBeGreaterThan(0.99 * TICKETS);
    expect(indexes(await planOfLast())).toEqual(['journal_turns']);
  });
});
