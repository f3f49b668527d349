import type { HoursKey } from '../calendar/opening-hours.ts';
import type { Instant, Milliseconds } from '../calendar/instant.ts';

/** Everything that can be owed: six promises to the customer, two between teams. */
export const PROMISE_KINDS = [
  'acknowledgement',
  'first-reply',
  'next-reply',
  'status-update',
  'estimate',
  'resolution',
  'pick-up',
  'decision',
] as const;
export type PromiseKind = (typeof PROMISE_KINDS)[number];

/** A promise's span runs by the wall, or only while a team is open. */
export type ClockRef = 'wall' | HoursKey;

/** An instant on the way of a promise at which somebody hears of it; 100 is the due instant itself. */
export interface Rung {
  percent: number;
  /** `null` while the promise's clock is paused, and for good once the work is over. */
  at: Instant | null;
  told: boolean;
}

/** A stopped clock: what was left of it when the customer was asked. */
export interface Pause {
  since: Instant;
  /** The due instant, and what was left of it; `null` when it had passed already. */
  due: Remainder | null;
  /** What was left of each rung not told yet. */
  rungs: (Remainder & { percent: number })[];
}

/** What is left until an instant, on the promise's own clock (working time for a team's clock). */
export interface Remainder {
  at: Instant;
  remaining: Milliseconds;
}

/** Something owed by an instant. Kept if and only if settled at or before `dueAt`, by workflow time. */
export interface TicketPromise {
  kind: PromiseKind;
  /** 1 for the first of its kind on this ticket, counting on. */
  cycle: number;
  madeAt: Instant;
  /** `null` while the clock is paused. */
  dueAt: Instant | null;
  state: 'running' | 'kept' | 'missed' | 'withdrawn';
  /** When it was kept, withdrawn, or settled after a miss; `null` while it is still owed. */
  settledAt: Instant | null;
  clock: ClockRef;
  rungs: Rung[];
  pause: Pause | null;
  /** The consultation or approval that this promise belongs to. */
  subject: string | null;
  /** Withdrawn by a newer estimate before it was due. */
  reestimated: boolean;
  /** Missed, and not wanted any more: it never was made good. */
  dropped?: boolean;
}

/** Still owed: running, or missed and not yet made good. */
export const isOwed = (promise: TicketPromise): boolean =>
  promise.settledAt === null && promise.dropped !== true && (promise.state === 'running' || promise.state === 'missed');

/** About a question to another team (P5): between teams, and none of the customer's. */
export const isQuestion = ({ kind, subject }: Pick<TicketPromise, 'kind' | 'subject'>): boolean =>
  kind === 'pick-up' && subject !== null;

export const isRunning = (promise: TicketPromise): boolean => promise.state === 'running';

export const hasMissed = (promises: TicketPromise[]): boolean => promises.some(({ state }) => state === 'missed');
