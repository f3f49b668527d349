import { isUndecided, type Approval } from '../../approvals/approval.ts';
import { decisionDueAt, oweDecision } from '../../promises/decision.ts';
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
  draft.ticket.approvals.filter(isUndecided).forEach((approval) => awaitDecisionAnew(draft, approval));
}

/** The instant that the customer was told may have passed: they hear the new one, at the latest when nobody decides any more. */
function awaitDecisionAnew(draft: Draft, { id, type, expiresAt }: Approval): void {
  oweDecision(draft, id, expiresAt);
  draft.compose('decision-awaited', { type, decisionBy: decisionDueAt(draft, expiresAt), again: true });
}

/** A closed ticket lives again in first-line support, its counts untouched; what kind it is now is for review to say. */
export function reopen(draft: Draft): void {
  draft.add('ticket.reopened', { team: draft.terms.firstTeam });
  draft.enter('review');
}
