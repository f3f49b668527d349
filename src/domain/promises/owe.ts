import { earlier, later, type Instant, type Milliseconds } from '../calendar/instant.ts';
import type { Draft } from '../ticket/draft.ts';
import { clockOf, type Clock } from './clock.ts';
import type { ClockRef, PromiseKind, Rung } from './promise.ts';

/** A promise in the making: due after a span of its clock, or at a given instant. */
interface Owed {
  kind: PromiseKind;
  clock: ClockRef;
  /** When it begins to count; the instant of the decision, unless it counts from an earlier one. */
  from?: Instant;
  due: { span: Milliseconds } | { at: Instant };
  /** The consultation or approval that it belongs to. */
  subject?: string;
}

/** Makes a promise: its due instant and its rungs are fixed now, over the hours known now. */
export function owe(draft: Draft, { kind, clock: ref, from = draft.now, due, subject }: Owed): void {
  const clock = clockOf(draft, ref);
  const dueAt = 'span' in due ? clock.after(from, due.span) : due.at;
  const span = 'span' in due ? due.span : clock.between(from, dueAt);
  draft.add('promise.made', {
    kind,
    cycle: cyclesOf(draft, kind) + 1,
    madeAt: from,
    dueAt,
    clock: ref,
    rungs: draft.terms.rungs[kind].map((percent) => rungAt(percent, from, dueAt, span, clock)),
    subject: subject ?? null,
  });
}

const cyclesOf = (draft: Draft, kind: PromiseKind): number =>
  draft.ticket.promises.filter((promise) => promise.kind === kind).length;

/**
 * Rungs divide the span on the promise's own clock. A due instant given as such (an estimate) may lie where the clock
 * stands still, so a rung before 100 % is never after it, and one beyond never before.
 */
function rungAt(percent: number, from: Instant, dueAt: Instant, span: Milliseconds, clock: Clock): Rung {
  const at = percent === 100 ? dueAt : clock.after(from, Math.round((span * percent) / 100));
  return { percent, at: percent < 100 ? earlier(at, dueAt) : later(at, dueAt), told: false };
}
