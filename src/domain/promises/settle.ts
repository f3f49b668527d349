import { msBetween, type Instant } from '../calendar/instant.ts';
import type { Draft } from '../ticket/draft.ts';
import type { WithdrawalReason } from '../ticket/events.ts';
import { resume } from './pause.ts';
import { isOwed, isRunning, type PromiseKind, type TicketPromise } from './promise.ts';

/** Which promises a step is about. */
export type Choice = (promise: TicketPromise) => boolean;

export const ofKind =
  (...kinds: PromiseKind[]): Choice =>
  ({ kind }) =>
    kinds.includes(kind);

/**
 * Does what was promised. Instants are compared, not timers: what comes after the due instant is a miss even if no timer
 * fired, and a missed promise stays missed when it is made good.
 */
export function settle(draft: Draft, chosen: Choice): void {
  for (const owed of draft.ticket.promises.filter((promise) => isOwed(promise) && chosen(promise))) {
    const promise = owed.pause === null ? owed : resume(draft, owed);
    const { kind, cycle } = promise;
    const dueAt = dueInstantOf(promise);
    if (promise.state === 'running' && draft.now <= dueAt) {
      draft.add('promise.kept', { kind, cycle, dueAt });
      continue;
    }
    if (promise.state === 'running') miss(draft, promise);
    draft.add('promise.settled', { kind, cycle, dueAt, lateByMs: msBetween(dueAt, draft.now) });
  }
}

/** Journals that a promise was not kept, with how late that was noticed. */
export function miss(draft: Draft, promise: TicketPromise): void {
  const { kind, cycle } = promise;
  const dueAt = dueInstantOf(promise);
  draft.add('promise.missed', {
    kind,
    cycle,
    rung: 100,
    dueAt,
    firedAt: draft.now,
    latenessMs: msBetween(dueAt, draft.now),
  });
}

/** Takes back what is still running of the chosen promises. A miss is never taken back. */
export function withdraw(draft: Draft, reason: WithdrawalReason, chosen: Choice): void {
  for (const { kind, cycle } of draft.ticket.promises.filter((promise) => isRunning(promise) && chosen(promise))) {
    draft.add('promise.withdrawn', { kind, cycle, reason });
  }
}

function dueInstantOf({ kind, cycle, dueAt }: TicketPromise): Instant {
  if (dueAt === null) throw new Error(`${kind} ${cycle} has no due instant while its clock stands still`);
  return dueAt;
}
