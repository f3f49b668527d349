import { msBetween, type Milliseconds } from '../../../domain/calendar/instant.ts';
import { duration, span } from '../../../timeline/times.ts';
import type { Expectation } from '../../story/expectation.ts';
import { promiseNamed, sayPromise, type PromiseName } from '../../story/promise-name.ts';
import { instantOfWhen, type When } from '../../story/when.ts';
import { eventsOf } from '../events-of.ts';
import type { TicketRecord } from '../record.ts';
import { clock, type Promised, type Seen } from './seen.ts';

export function aboutPromise(name: PromiseName, seen: Seen, look: (promise: Promised) => string | null): string | null {
  const { promises } = seen.record.ticket;
  const found = promiseNamed(promises, name);
  if (found !== undefined) return look(found);
  const made = promises.map(({ kind, cycle }) => `${kind} ${cycle}`).join(', ');
  return `${sayPromise(name)} was not promised; there are ${made === '' ? 'none' : made}`;
}

/** "first-reply 1 is missed, due Mon 08:30:00, settled 2:00 later". */
export function sayPromised(
  { kind, cycle, state, dueAt, settledAt, madeAt, reestimated }: Promised,
  seen: Seen,
): string {
  const due = dueAt === null ? '' : `, due ${clock(dueAt, seen)}`;
  const settled = settledAt === null ? '' : `, settled ${duration(msBetween(madeAt, settledAt))} after it was made`;
  const isLate = state === 'missed' && settledAt !== null && dueAt !== null;
  // A promise is kept to the millisecond, whatever the tolerance.
  const late = isLate ? `, ${msBetween(dueAt, settledAt) / 1_000} s after it was due` : '';
  return `${kind} ${cycle} is ${reestimated ? 're-estimated' : state}${due}${settled}${late}`;
}

export function ended(
  promise: Promised,
  { state, within }: Extract<Expectation, { type: 'promise-is' }>,
  seen: Seen,
): string | null {
  const { settledAt, madeAt, reestimated } = promise;
  const is = reestimated ? 're-estimated' : promise.state;
  if (is === 'running' && isPastDue(promise, seen)) return `${sayPromised(promise, seen)}, which has passed`;
  // One that was re-estimated is withdrawn, too.
  if (is !== state && !(state === 'withdrawn' && promise.state === 'withdrawn')) return sayPromised(promise, seen);
  if (within === null) return null;
  if (settledAt === null) return `${sayPromised(promise, seen)}, and not settled`;
  return msBetween(madeAt, settledAt) <= within + seen.tolerance ? null : sayPromised(promise, seen);
}

export function due(promise: Promised, when: When, seen: Seen): string | null {
  // A clock's time is the first after the promise was made.
  const dueOf = (name: PromiseName) => promiseNamed(seen.record.ticket.promises, name)?.dueAt ?? null;
  const wanted = instantOfWhen(when, { start: seen.start, last: promise.madeAt, zone: seen.zone, dueOf });
  // What is kept or withdrawn keeps the instant at which it would have been due.
  const { dueAt } = promise;
  if (wanted === null) return 'there is no such instant';
  if (dueAt === null) return `${sayPromised(promise, seen)}: its clock stands still`;
  const off = msBetween(wanted, dueAt);
  if (Math.abs(off) <= seen.tolerance) return null;
  const far = `${span(Math.abs(off))} ${off > 0 ? 'later' : 'earlier'}`;
  // By the clock by which it was expected.
  const zone = (when.type === 'wall' ? when.wall.zone : null) ?? seen.zone;
  const [actual, said] = [dueAt, wanted].map((at) => clock(at, { zone }));
  return `${promise.kind} ${promise.cycle} is due ${actual}, ${far} than ${said} (${zone})`;
}

export function warned(promise: Promised, percent: number, record: TicketRecord): string | null {
  const rungs = firings(record, promise).map(({ rung }) => rung);
  if (rungs.includes(percent)) return null;
  const at = rungs.length === 0 ? 'no rung' : rungs.map((rung) => `${rung} %`).join(', ');
  return `${promise.kind} ${promise.cycle} was warned of at ${at}`;
}

export function reported(promise: Promised, within: Milliseconds, record: TicketRecord): string | null {
  const missed = firings(record, promise).find(({ rung }) => rung === 100);
  if (missed === undefined) return `${promise.kind} ${promise.cycle} was not missed`;
  return missed.latenessMs <= within ? null : `it was reported ${missed.latenessMs / 1_000} s after it was due`;
}

export function nothingMissed(butWhatIsTold: boolean, seen: Seen): string | null {
  const { tickets, isMissTold } = seen;
  const others = tickets.flatMap(({ name, record: { ticket } }) =>
    ticket.promises
      .filter((promise) => promise.state === 'missed' || isPastDue(promise, seen))
      .filter((promise) => !(butWhatIsTold && isMissTold(ticket.id, promise)))
      .map((promise) => `${tickets.length > 1 ? `${name}: ` : ''}${sayPromised(promise, seen)}`),
  );
  return others.length === 0 ? null : others.join('; ');
}

/** Missed from its due instant on, whether or not there is a worker to say so. */
const isPastDue = ({ state, dueAt }: Promised, { now, tolerance }: Seen): boolean =>
  state === 'running' && dueAt !== null && msBetween(dueAt, now) > tolerance;

interface Firing {
  rung: number;
  latenessMs: Milliseconds;
}

function firings({ events }: TicketRecord, { kind, cycle }: Promised): Firing[] {
  return eventsOf(events, 'promise.warned', 'promise.missed')
    .map(({ data }) => data)
    .filter((data) => data.kind === kind && data.cycle === cycle);
}
