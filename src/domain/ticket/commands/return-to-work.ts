import { isUndecided } from '../../approvals/approval.ts';
import { oweDecision } from '../../promises/decision.ts';
import { oweEstimate } from '../../promises/estimate.ts';
import { oweNextReply } from '../../promises/next-reply.ts';
import { oweResolution } from '../../promises/resolution.ts';
import { oweStatusUpdate } from '../../promises/status-update.ts';
import type { Draft } from '../draft.ts';
import { workPhaseOf } from './working.ts';

/** Not solved: back to the same team, with what a customer at work is promised made anew. */
export function returnToWork(draft: Draft): void {
  draft.add('ticket.returned', { team: draft.ticket.team });
  draft.enter(workPhaseOf(draft));
  oweNextReply(draft);
  oweStatusUpdate(draft);
  oweEstimate(draft);
  oweResolution(draft);
  for (const { id } of draft.ticket.approvals.filter(isUndecided)) oweDecision(draft, id);
}

/** A closed ticket lives again in first-line support, its counts untouched; what kind it is now is for review to say. */
export function reopen(draft: Draft): void {
  draft.add('ticket.reopened', { team: draft.terms.firstTeam });
  draft.enter('review');
}
