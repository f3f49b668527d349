import { later, type Instant } from '../calendar/instant.ts';
import type { Draft } from '../ticket/draft.ts';
import { clockOf } from './clock.ts';
import { isOwed, type PromiseKind, type Remainder, type TicketPromise } from './promise.ts';

/** The promises whose clock stands still while the customer owes an answer. */
const PAUSING: readonly PromiseKind[] = ['status-update', 'estimate', 'resolution'];

/** Stops the clocks that depend on the customer. What is left is kept in each promise's own clock time. */
export function pauseAll(draft: Draft): void {
  for (const promise of draft.ticket.promises) {
    if (PAUSING.includes(promise.kind) && isOwed(promise) && promise.pause === null) pause(draft, promise);
  }
}

/** Starts the stopped clocks again, with what was left of each. */
export function resumeAll(draft: Draft): void {
  for (const promise of draft.ticket.promises) {
    if (promise.pause !== null && isOwed(promise)) resume(draft, promise);
  }
}

function pause(draft: Draft, promise: TicketPromise): void {
  const clock = clockOf(draft, promise.clock);
  const left = (at: Instant): Remainder => ({ at, remaining: Math.max(0, clock.between(draft.now, at)) });
  draft.add('promise.paused', {
    kind: promise.kind,
    cycle: promise.cycle,
    due: promise.state === 'running' && promise.dueAt !== null ? left(promise.dueAt) : null,
    rungs: promise.rungs.flatMap(({ percent, at, told }) => (told || at === null ? [] : [{ percent, ...left(at) }])),
  });
}

/** @returns the promise with its clock running again. */
export function resume(draft: Draft, promise: TicketPromise): TicketPromise {
  const { kind, cycle, pause: stopped } = promise;
  if (stopped === null) return promise;
  const clock = clockOf(draft, promise.clock);
  const from = later(draft.now, stopped.since);
  // An estimate may lie where its clock stands still, with nothing left of it to add: a pause never brings it nearer.
  const again = ({ at, remaining }: Remainder): Instant => later(at, clock.after(from, remaining));
  draft.add('promise.resumed', {
    kind,
    cycle,
    dueAt: stopped.due === null ? null : again(stopped.due),
    rungs: stopped.rungs.map((rung) => ({ percent: rung.percent, at: again(rung) })),
  });
  return draft.ticket.promises.find((other) => other.kind === kind && other.cycle === cycle) ?? promise;
}
