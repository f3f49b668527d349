import { oweEstimate } from '../../promises/estimate.ts';
import { oweResolution } from '../../promises/resolution.ts';
import { oweStatusUpdate } from '../../promises/status-update.ts';
import { ofKind, withdraw } from '../../promises/settle.ts';
import { beginReview } from '../begin-review.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { Kind } from '../ticket.ts';
import type { Command } from './command.ts';
import { forward } from './forward-ticket.ts';
import { atWork, byHoldingTeam, type Guard } from './guards.ts';

export const mayReview: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
  const { phase, kind } = ticket;
  // Handed over before anybody had decided its kind: then the specialists do, and the customer learns what to expect.
  if (phase === 'submit' || phase === 'review' || (phase === 'specialist' && kind === null)) return;
  refuse('wrong-phase', `a ticket is reviewed in phase review, and this one is in ${phase}`);
};

/**
 * Decides phase 2: what kind of request it is, and with that what the customer may expect (P11). A kind that proves wrong
 * is corrected by another review; the estimate it gave is withdrawn.
 */
export function reviewTicket(draft: Draft, { actor, data }: Command<'reviewTicket'>): void {
  const { kind, forward: handOver } = data;
  if (handOver === undefined && draft.ticket.kind === kind) {
    refuse('already-reviewed', `the ticket was already reviewed as ${kind}`, 'kind');
  }
  beginReview(draft);
  if (draft.ticket.kind !== kind) decideKind(draft, kind);
  if (handOver !== undefined) return forward(draft, actor, handOver, 'forward.team');
  oweStatusUpdate(draft);
  oweEstimate(draft);
  oweResolution(draft);
}

function decideKind(draft: Draft, kind: Kind): void {
  withdraw(draft, 'reviewed-again', ofKind('status-update', 'estimate'));
  draft.add('ticket.reviewed', { kind });
}
