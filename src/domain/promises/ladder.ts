import { msBetween, type Instant } from '../calendar/instant.ts';
import type { Draft } from '../ticket/draft.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { acknowledgementMissed } from './acknowledgement.ts';
import { decisionMissed } from './decision.ts';
import { isOwed, type Rung, type TicketPromise } from './promise.ts';
import { resolutionMissed } from './resolution.ts';
import { miss } from './settle.ts';
import { statusUpdateMissed } from './status-update.ts';

/** A rung that has not been told yet, with the promise it belongs to. */
export interface OpenRung {
  at: Instant;
  rung: Rung;
  promise: TicketPromise;
}

/** The rung that fires first, the first of several at one instant; asked at every step, so nothing is built on the way. */
export function nextRung(ticket: Ticket): OpenRung | null {
  let next: OpenRung | null = null;
  for (const promise of ticket.promises) {
    if (!isOwed(promise)) continue;
    for (const rung of promise.rungs) {
      const { at, told } = rung;
      if (!told && at !== null && (next === null || at < next.at)) next = { at, rung, promise };
    }
  }
  return next;
}

/** P12: a rung is told once, with how late that was; the rung at 100 % is the miss itself. */
export function fire(draft: Draft, { at, rung, promise }: OpenRung): void {
  if (rung.percent === 100) return missed(draft, promise, at);
  draft.add('promise.warned', {
    kind: promise.kind,
    cycle: promise.cycle,
    rung: rung.percent,
    dueAt: at,
    firedAt: draft.now,
    latenessMs: msBetween(at, draft.now),
  });
}

function missed(draft: Draft, promise: TicketPromise, dueAt: Instant): void {
  miss(draft, promise);
  if (promise.kind === 'acknowledgement') acknowledgementMissed(draft);
  if (promise.kind === 'status-update') statusUpdateMissed(draft, dueAt);
  if (promise.kind === 'resolution') resolutionMissed(draft, promise);
  if (promise.kind === 'decision') decisionMissed(draft, promise);
}
