import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Store } from '../../src/store/connect.ts';
import { listTickets } from '../../src/store/queue.ts';
import type { QueueCursor, QueueFilter } from '../../src/store/queue-pages.ts';
import type { Database } from '../../src/store/schema.ts';
import { openQueue, type QueueWorld } from './support/queue-world.ts';

const TICKETS = 20_000;
const LIMIT = 50;
const MOVED = 200;
/** Blocks of an index that lead to a page of it, and hold it. */
const OF_INDEX = 10;

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

/** Nine in ten are closed, as after some years; teams, phases and assignees are of very different sizes. */
const MANY = sql`
  insert into tickets (id, state, subject, locale, time_zone, policy_hash, customer, phase, status, team, assignee,
    missed, follow_up_since, next_due_at, submitted_at)
  select 'many-' || n, state, subject, locale, time_zone, policy_hash, 'customer-' || n % 100,
    case when n % 10 > 0 then 'resolve' else (array['submit', 'review', 'review', 'specialist'])[1 + n / 10 % 4] end,
    case when n % 10 > 0 then 'closed' else (array['open', 'open', 'waiting-for-customer'])[1 + n / 10 % 3] end,
    case when n % 100 = 0 then 'datacentre' else 'support' end,
    case when n % 3 > 0 then 'agent-' || n % 40 end,
    n % 25 = 0,
    case when n % 70 = 0 then submitted_at end,
    case when n % 10 = 0 and n % 4 > 0 then submitted_at + make_interval(mins => n % 777) end,
    submitted_at
  from tickets, generate_series(1, ${sql.lit(TICKETS)}) n`;

describe('the queue among many tickets', () => {
  let world: QueueWorld;
  let store: Store;
  const sent: CompiledQuery[] = [];
  beforeAll(async () => {
    world = await openQueue({ patienceMs: 30_000 });
    await world.arrives();
    await MANY.execute(world.store);
    await sql`analyze`.execute(world.store);
    // One that tells what it sends.
    store = new Kysely<Database>({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: world.url }) }),
      log: ({ query }) => {
        sent.push(query);
      },
    });
  });
  afterAll(async () => {
    await store.destroy();
    await world.end();
  });

  const list = (filter: QueueFilter, after: QueueCursor | null) => listTickets(store, filter, { after, limit: LIMIT });

  /** Every step of how PostgreSQL answered a page. */
  async function planOf(filter: QueueFilter, after: QueueCursor | null): Promise<PlanNode[]> {
    sent.length = 0;
    await list(filter, after);
    const { sql: text, parameters } = sent[0]!;
    const explained = CompiledQuery.raw(`explain (analyze, buffers, format json) ${text}`, [...parameters]);
    const { rows } = await store.executeQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(explained);
    return flatten(rows[0]!['QUERY PLAN'][0].Plan);
  }
  const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

  const touched = (nodes: PlanNode[]): number =>
    nodes.reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );

  /** Of the table and the index: entries that an index scan passes over are counted nowhere else. */
  const blocks = (nodes: PlanNode[]): number =>
    nodes.reduce((sum, node) => sum + node['Shared Hit Blocks'] + node['Shared Read Blocks'], 0);

  const LISTS: [filter: QueueFilter, index: string][] = [
    [{}, 'tickets_by_urgency'],
    [{ team: 'datacentre' }, 'tickets_of_team'],
    [{ team: 'support' }, 'tickets_of_team'],
    [{ phase: 'specialist' }, 'tickets_in_phase'],
    [{ phase: 'submit' }, 'tickets_in_phase'],
    [{ phase: 'resolve' }, 'tickets_in_phase'],
    [{ status: 'waiting-for-customer' }, 'tickets_in_status'],
    [{ status: 'waiting-for-approval' }, 'tickets_in_status'],
    [{ status: 'closed' }, 'tickets_in_status'],
    [{ missed: true }, 'tickets_missed'],
    [{ missed: false }, 'tickets_missed'],
    [{ assignee: 'agent-20' }, 'tickets_of_assignee'],
    [{ assignee: 'nobody' }, 'tickets_of_assignee'],
    [{ customer: 'customer-20' }, 'tickets_of_customer'],
  ];

  const matching = (filter: QueueFilter) => {
    let query = store.selectFrom('tickets');
    for (const [column, value] of Object.entries(filter)) query = query.where(sql.ref(column), '=', value);
    return query;
  };
  const count = async (filter: QueueFilter): Promise<number> => {
    const query = matching(filter).select(({ fn }) => fn.countAll<number>().as('count'));
    return (await query.executeTakeFirstOrThrow()).count;
  };
  /** A cursor in the middle of the list, as a walk that began now would have it. */
  async function halfWay(filter: QueueFilter): Promise<QueueCursor> {
    const { next } = await list({}, null);
    const middle = await matching(filter)
      .orderBy(sql`(status = 'closed'), (follow_up_since is null), coalesce(next_due_at, 'infinity'), number`)
      .offset(Math.floor((await count(filter)) / 2))
      .select(['number', 'status', 'follow_up_since', 'next_due_at'])
      .executeTakeFirst();
    if (middle === undefined) return next!;
    const { number, status, follow_up_since, next_due_at } = middle;
    const nextDueAt = next_due_at?.toISOString() ?? null;
    return {
      walk: next!.walk,
      place: { closed: status === 'closed', followUp: follow_up_since !== null, nextDueAt, number },
    };
  }

  const ofTickets = (nodes: PlanNode[]) => nodes.filter((node) => node['Relation Name'] === 'tickets');
  const sorts = (nodes: PlanNode[]) => nodes.filter((node) => node['Node Type'].endsWith('Sort'));

  test.each(LISTS)('begins %j at the first entry of %s', async (filter, index) => {
    const nodes = await planOf(filter, null);
    const scans = ofTickets(nodes);
    expect(scans).toMatchObject([{ 'Node Type': 'Index Scan', 'Index Name': index }]);
    expect(touched(scans)).toBeLessThanOrEqual(LIMIT + 1);
    expect(blocks(scans)).toBeLessThanOrEqual(touched(scans) + OF_INDEX);
    expect(sorts(nodes)).toEqual([]);
  });

  describe('while some moved since the first page', () => {
    const cursors = new Map<QueueFilter, QueueCursor>();
    beforeAll(async () => {
      for (const [filter] of LISTS) cursors.set(filter, await halfWay(filter));
      await sql`update tickets set next_due_at = submitted_at where number % ${TICKETS / MOVED} = 0`.execute(store);
    });

    test.each(LISTS)('goes on with %j from its middle in %s', async (filter, index) => {
      const nodes = await planOf(filter, cursors.get(filter)!);
      const [page, moved, ...others] = ofTickets(nodes);
      expect(page).toMatchObject({ 'Node Type': 'Index Scan', 'Index Name': index });
      expect(touched([page!])).toBeLessThanOrEqual(LIMIT + 1 + MOVED);
      expect(blocks([page!])).toBeLessThanOrEqual(touched([page!]) + OF_INDEX);
      expect(moved?.['Node Type']).toMatch(/^(Index|Bitmap Heap) Scan$/);
      expect(touched([moved!])).toBeLessThanOrEqual(MOVED);
      expect(others).toEqual([]);
      for (const sort of sorts(nodes)) expect(sort['Actual Rows']).toBeLessThanOrEqual(MOVED);
    });

    test('goes on with several filters within one of the narrower lists', async () => {
      const filter: QueueFilter = { missed: true, team: 'support', assignee: 'agent-20', status: 'closed' };
      const [page] = ofTickets(await planOf(filter, await halfWay(filter)));
      expect(page?.['Node Type']).not.toBe('Seq Scan');
      expect(touched([page!])).toBeLessThanOrEqual(
        Math.max(await count({ assignee: 'agent-20' }), await count({ missed: true })),
      );
    });
  });
});
