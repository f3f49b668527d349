import type { ApprovalType, Money } from '../approvals/approval.ts';
import type { Instant, Milliseconds } from '../calendar/instant.ts';
import type { PromiseKind } from '../promises/promise.ts';
import type { PromiseCounts } from './promise-counts.ts';
import type { SummedTimes } from './time-split.ts';

/** A promise of the week that was missed. */
export interface Miss {
  /** For people: its number. */
  ticket: number;
  kind: PromiseKind;
  cycle: number;
  team: string;
  dueAt: Instant;
  /** By the wall, until it was made good; `null`: it has not been. */
  lateMs: Milliseconds | null;
}

/** A ticket that owes something whose instant has passed. */
export interface Overdue {
  ticket: number;
  team: string;
  assignee: string | null;
  /** What it owes longest. */
  kind: PromiseKind | null;
  dueAt: Instant;
}

export interface UndecidedApproval {
  ticket: number;
  type: ApprovalType;
  amount: Money | null;
  askedAt: Instant;
  /** By when management should decide. */
  dueAt: Instant;
}

/** The first ones of a list, and how long it is. */
export interface Excerpt<T> {
  count: number;
  first: T[];
}

export type KindOutcome = { kind: PromiseKind } & Pick<PromiseCounts, 'kept' | 'missed' | 'attainmentPercent'>;

/** What management is told of a week. Without words of customers: a digest is kept for good. */
export interface DigestContent {
  week: string;
  /** First and last day, `YYYY-MM-DD` in `zone`. */
  from: string;
  to: string;
  zone: string;
  /** Up to when it tells what became of things. */
  asOf: Instant;
  /**
   * Promises by the week in which their outcome became known: kept, or noticed as missed. So each is told in one digest,
   * also one that was made in an earlier week.
   */
  outcomes: KindOutcome[];
  /** Worst first: those never made good, then the latest. */
  misses: Excerpt<Miss>;
  /** Still open, longest first. */
  overdue: Excerpt<Overdue>;
  /** Oldest first. */
  undecided: Excerpt<UndecidedApproval>;
  /** Of the tickets submitted in the week. */
  time: SummedTimes;
}
