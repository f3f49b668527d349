import { sql } from 'kysely';
import type { PromiseKind } from '../domain/promises/promise.ts';
import type { Days } from '../domain/reports/calendar-days.ts';
import { attainment, type PromiseCounts, type PromiseReport } from '../domain/reports/promise-counts.ts';
import type { Store } from './connect.ts';

export interface ReportQuery extends Pick<Days, 'begins' | 'ends'> {
  /** Whose calendar days are counted in. */
  zone: string;
  team?: string | undefined;
}

/** One row a day, team and kind; one a kind without day and team; one without any of them. */
interface CountedRow {
  day: string | null;
  team: string | null;
  kind: PromiseKind | null;
  made: number;
  kept: number;
  missed: number;
  withdrawn: number;
  reestimated: number;
  running: number;
  took: [number, number] | null;
  lateness: [number, number] | null;
}

/** Counts the promises made between two instants, in one pass over them. */
export async function reportPromises(store: Store, { begins, ends, zone, team }: ReportQuery): Promise<PromiseReport> {
  const ofTeam = team === undefined ? sql`true` : sql`team = ${team}`;
  const { rows } = await sql<CountedRow>`
    select
      day::text, team, kind,
      count(*) as made,
      count(*) filter (where state = 'kept') as kept,
      count(*) filter (where state = 'missed') as missed,
      count(*) filter (where state = 'withdrawn' and not reestimated) as withdrawn,
      count(*) filter (where state = 'withdrawn' and reestimated) as reestimated,
      count(*) filter (where state = 'running') as running,
      percentile_cont(array[0.5, 0.95]) within group (order by took_ms) as took,
      percentile_cont(array[0.5, 0.99]) within group (order by lateness_ms) as lateness
    from (
      select
        (made_at at time zone ${zone})::date as day, team, kind, state, reestimated,
        case when state in ('kept', 'missed') then date_part('epoch', settled_at - made_at) * 1000 end as took_ms,
        case when state = 'missed' then lateness_ms end::float8 as lateness_ms
      from promise_facts
      where made_at >= ${new Date(begins)} and made_at < ${new Date(ends)} and ${ofTeam}
    ) promises
    group by grouping sets ((day, team, kind), (kind), ())
    order by day, team, kind`.execute(store);
  return {
    rows: rows.flatMap((row) => {
      const { day, team: holder, kind } = row;
      return day === null || holder === null || kind === null ? [] : [{ day, team: holder, kind, ...countsOf(row) }];
    }),
    totals: {
      byKind: rows.flatMap((row) =>
        row.day === null && row.kind !== null ? [{ kind: row.kind, ...countsOf(row) }] : [],
      ),
      overall: rows.filter(({ kind }) => kind === null).map(countsOf)[0] ?? NOTHING,
    },
  };
}

const countsOf = ({ made, kept, missed, withdrawn, reestimated, running, took, lateness }: CountedRow) => ({
  made,
  kept,
  missed,
  withdrawn,
  reestimated,
  running,
  attainmentPercent: attainment(kept, missed),
  medianMs: whole(took?.[0]),
  p95Ms: whole(took?.[1]),
  detectionLatenessMs: { p50: whole(lateness?.[0]), p99: whole(lateness?.[1]) },
});

/** Between two of an even number there may be half a millisecond. */
const whole = (ms: number | null | undefined): number | null =>
  ms === null || ms === undefined ? null : Math.round(ms);

/** PostgreSQL counts nothing as one row of zeros; its types don't say so. */
const NOTHING: PromiseCounts = {
  made: 0,
  kept: 0,
  missed: 0,
  withdrawn: 0,
  reestimated: 0,
  running: 0,
  attainmentPercent: null,
  medianMs: null,
  p95Ms: null,
  detectionLatenessMs: { p50: null, p99: null },
};
