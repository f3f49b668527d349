import { HOUR, MINUTE, msBetween, SECOND, type Instant, type Milliseconds } from '../../src/domain/calendar/instant.ts';
import { PROMISE_KINDS, type TicketPromise } from '../../src/domain/promises/promise.ts';
import type { Story } from '../domain/support/story.ts';

/** What a life came to, as its story expects it: whatever came to another end fails one of these. */
export function endOf({ ticket, status }: Story, submittedAt: Instant): string[] {
  const { phase, team, outcome, promises } = ticket;
  return [
    `phase is ${phase}`,
    `status is ${status}`,
    `team is ${team}`,
    ...(outcome === null ? [] : [`outcome is ${outcome}`]),
    ...promises.flatMap((promise) => endOfPromise(promise, submittedAt)),
    // Nor was more promised than that.
    ...PROMISE_KINDS.map((kind) => {
      const made = promises.filter((promise) => promise.kind === kind).length;
      return `promise ${kind} ${made + 1} not made`;
    }),
  ];
}

function endOfPromise(
  { kind, cycle, state, pause, reestimated, dueAt }: TicketPromise,
  submittedAt: Instant,
): string[] {
  const name = `promise ${kind} ${cycle}`;
  const end = reestimated ? 're-estimated' : pause !== null && state === 'running' ? 'paused' : state;
  // A clock that stands still is due at no instant.
  return [`${name} ${end}`, ...(dueAt === null ? [] : [`${name} due at +${sayLength(msBetween(submittedAt, dueAt))}`])];
}

/** As stories write it, to the second: `1h30m`. */
export function sayLength(ms: Milliseconds): string {
  const seconds = Math.round(ms / SECOND);
  const [hours, minutes] = [HOUR / SECOND, MINUTE / SECOND];
  const parts = [Math.floor(seconds / hours), Math.floor((seconds % hours) / minutes), seconds % minutes];
  return parts.map((count, unit) => (count === 0 ? '' : `${count}${'hms'[unit]}`)).join('');
}
