import { msBetween, type Instant, type Milliseconds } from '../calendar/instant.ts';
import type { TicketEvent } from '../ticket/events.ts';
import type { PromiseKind } from './promise.ts';

/** A rung of one promise of a ticket. Rung 0 is the making of a `decision`: whoever decides hears that they are asked. */
export interface RungName {
  kind: PromiseKind;
  cycle: number;
  rung: number;
}

/** How punctually a rung was told. */
export interface RungTold extends RungName {
  /** The rung's own instant. */
  dueAt: Instant;
  firedAt: Instant;
  latenessMs: Milliseconds;
}

/** The rung of which management hears by this event (P12); `null` for what is none of it. */
export function rungTold(event: TicketEvent): RungTold | null {
  if (event.type === 'promise.warned' || event.type === 'promise.missed') {
    const { kind, cycle, rung, dueAt, firedAt, latenessMs } = event.data;
    return { kind, cycle, rung, dueAt, firedAt, latenessMs };
  }
  if (event.type === 'promise.made' && event.data.kind === 'decision') {
    const { kind, cycle, madeAt } = event.data;
    return { kind, cycle, rung: 0, dueAt: madeAt, firedAt: event.at, latenessMs: msBetween(madeAt, event.at) };
  }
  return null;
}

export const isSameRung = (one: RungName, other: RungName): boolean =>
  one.kind === other.kind && one.cycle === other.cycle && one.rung === other.rung;

/** What management's channel has not taken yet, after `event`. */
export function untoldAfter(untold: RungName[], event: TicketEvent): RungName[] {
  if (event.type === 'management.told') {
    return untold.filter((rung) => !event.data.notices.some((told) => isSameRung(told, rung)));
  }
  const told = rungTold(event);
  return told === null ? untold : [...untold, { kind: told.kind, cycle: told.cycle, rung: told.rung }];
}
