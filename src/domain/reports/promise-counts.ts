import type { Milliseconds } from '../calendar/instant.ts';
import type { PromiseKind } from '../promises/promise.ts';

/** What became of some promises. `made` is always the sum of the five after it. */
export interface PromiseCounts {
  made: number;
  kept: number;
  missed: number;
  /** Without those re-estimated. */
  withdrawn: number;
  /** Withdrawn by a newer estimate before they were due. */
  reestimated: number;
  /** Still owed and not yet due, paused ones among them. */
  running: number;
  /** Kept of those kept or missed, cut to two decimals so that 100 means all; `null` when there are none. */
  attainmentPercent: number | null;
  /** From making to settling by the wall, of those kept and of those made good after a miss. */
  medianMs: Milliseconds | null;
  p95Ms: Milliseconds | null;
  /** How long after the due instant misses were noticed. */
  detectionLatenessMs: { p50: Milliseconds | null; p99: Milliseconds | null };
}

/** The promises that were made on one day. */
export interface ReportRow extends PromiseCounts {
  /** `YYYY-MM-DD` in the report's zone. */
  day: string;
  /** Whose they were to keep. */
  team: string;
  kind: PromiseKind;
}

export interface KindCounts extends PromiseCounts {
  kind: PromiseKind;
}

/** Promises by the day on which they were made. */
export interface PromiseReport {
  rows: ReportRow[];
  totals: { byKind: KindCounts[]; overall: PromiseCounts };
}

/** In percent, cut to two decimals: rounding would call 9,999 of 10,000 all of them one day. */
export const attainment = (kept: number, missed: number): number | null =>
  kept + missed === 0 ? null : Math.floor((kept * 10_000) / (kept + missed)) / 100;
