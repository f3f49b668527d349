import { oweEstimate } from '../../promises/estimate.ts';
import { oweResolution } from '../../promises/resolution.ts';
import { oweStatusUpdate } from '../../promises/status-update.ts';
import { ofKind, withdraw } from '../../promises/settle.ts';
import { beginReview } from '../begin-review.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { Command } from './command.ts';
import { forward } from './forward-ticket.ts';
import { atWork, byHoldingTeam, type Guard } from './guards.ts';

export const mayReview: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
  if (ticket.phase !== 'submit' && ticket.phase !== 'review') {
    refuse('wrong-phase', `a ticket is reviewed in phase review, and this one is in ${ticket.phase}`);
  }
};

/**
 * Decides phase 2: what kind of request it is, and with that what the customer may expect (P11). A kind that proves wrong
 * is corrected by another review; the estimate it gave is withdrawn.
 */
export function reviewTicket(draft: Draft, { actor, data }: Command<'reviewTicket'>): void {
  const { kind, forward: handOver } = data;
  if (draft.ticket.kind === kind) refuse('already-reviewed', `the ticket was already reviewed as ${kind}`, 'kind');
  beginReview(draft);
  withdraw(draft, 'reviewed-again', ofKind('status-update', 'estimate'));
  draft.add('ticket.reviewed', { kind });
  if (handOver !== undefined) return forward(draft, actor, handOver);
  oweStatusUpdate(draft);
  oweEstimate(draft);
  oweResolution(draft);
}
