import { sql } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import type { CalendarWeek } from '../domain/reports/calendar-days.ts';
import type {
  DigestContent,
  Excerpt,
  KindOutcome,
  Miss,
  Overdue,
  UndecidedApproval,
} from '../domain/reports/digest.ts';
import { attainment } from '../domain/reports/promise-counts.ts';
import type { Store } from './connect.ts';
import { sumTicketTimes, type TimeSources } from './ticket-times.ts';

/** What a page holds: the digest is to be read, and the lists of Kept have the rest. */
const SHOWN = 25;

/** All that a week's digest says. `sources.now` is the instant as of which. */
export async function readDigestContent(
  sources: TimeSources,
  week: CalendarWeek,
  zone: string,
): Promise<DigestContent> {
  const { store, now } = sources;
  return {
    week: week.week,
    from: week.from,
    to: week.to,
    zone,
    asOf: now,
    outcomes: await readOutcomes(store, week),
    misses: await readMisses(store, week),
    overdue: await readOverdue(store, now),
    undecided: await readUndecided(store),
    time: await sumTicketTimes(sources, week),
  };
}

const decidedIn = ({ begins, ends }: CalendarWeek) =>
  sql<boolean>`decided_at >= ${new Date(begins)} and decided_at < ${new Date(ends)}`;

async function readOutcomes(store: Store, week: CalendarWeek): Promise<KindOutcome[]> {
  const rows = await store
    .selectFrom('promise_facts')
    .where(decidedIn(week))
    .where('state', 'in', ['kept', 'missed'])
    .groupBy('kind')
    .orderBy('kind')
    .select(({ fn }) => [
      'kind',
      fn.countAll<number>().filterWhere('state', '=', 'kept').as('kept'),
      fn.countAll<number>().filterWhere('state', '=', 'missed').as('missed'),
    ])
    .execute();
  return rows.map(({ kind, kept, missed }) => ({ kind, kept, missed, attainmentPercent: attainment(kept, missed) }));
}

/** How long a list is, beside each of its first rows. */
type Counted<T> = T & { count: number };

async function readMisses(store: Store, week: CalendarWeek): Promise<Excerpt<Miss>> {
  const rows = await store
    .selectFrom('promise_facts')
    .innerJoin('tickets', 'tickets.id', 'promise_facts.ticket_id')
    .where(decidedIn(week))
    .where('promise_facts.state', '=', 'missed')
    .orderBy(sql`settled_at - due_at desc nulls first, due_at, number, kind, cycle`)
    .limit(SHOWN)
    .select([sql<number>`count(*) over ()`.as('count'), 'number as ticket', 'kind', 'cycle', 'promise_facts.team'])
    .select([
      sql<Date>`due_at`.as('dueAt'),
      sql<number | null>`extract(epoch from settled_at - due_at)::float8 * 1000`.as('lateMs'),
    ])
    .execute();
  return excerpt(rows.map(({ dueAt, ...row }) => ({ ...row, dueAt: dueAt.toISOString() })));
}

async function readOverdue(store: Store, now: Instant): Promise<Excerpt<Overdue>> {
  const rows = await store
    .selectFrom('tickets')
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('promise_facts')
          .whereRef('ticket_id', '=', 'tickets.id')
          .whereRef('due_at', '=', 'next_due_at')
          .where('settled_at', 'is', null)
          .orderBy('kind')
          .limit(1)
          .select('kind')
          .as('owed'),
      (join) => join.onTrue(),
    )
    .where('closed_at', 'is', null)
    .where('next_due_at', '<', new Date(now))
    .orderBy('next_due_at')
    .orderBy('number')
    .limit(SHOWN)
    .select([sql<number>`count(*) over ()`.as('count'), 'number as ticket', 'team', 'assignee', 'kind'])
    .select(sql<Date>`next_due_at`.as('dueAt'))
    .execute();
  return excerpt(rows.map(({ dueAt, ...row }) => ({ ...row, dueAt: dueAt.toISOString() })));
}

async function readUndecided(store: Store): Promise<Excerpt<UndecidedApproval>> {
  const { rows } = await sql<Counted<UndecidedApproval>>`
    select count(*) over () as count, number as ticket, approval->>'type' as type,
      nullif(approval->'amount', 'null') as amount, approval->>'askedAt' as "askedAt", approval->>'dueAt' as "dueAt"
    from tickets cross join jsonb_array_elements(state->'approvals') approval
    where closed_at is null and approval->>'state' in ('pending', 'partly-approved')
    order by "askedAt", number
    limit ${SHOWN}`.execute(store);
  return excerpt(rows);
}

const excerpt = <T extends object>(rows: Counted<T>[]): Excerpt<Omit<Counted<T>, 'count'>> => ({
  count: rows[0]?.count ?? 0,
  first: rows.map(({ count: _count, ...row }) => row),
});
