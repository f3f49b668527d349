import { amountFault } from '../../approvals/amount-fault.ts';
import { approvalOf, isUndecided } from '../../approvals/approval.ts';
import { afterWorkingDays } from '../../calendar/working-time.ts';
import { APPROVERS } from '../../policy/approvers.ts';
import { decisionDueAt, decisionNotWanted, oweDecision } from '../../promises/decision.ts';
import { beginReview } from '../begin-review.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { Command } from './command.ts';
import { atWork, byHoldingTeam, notClosed, type Guard } from './guards.ts';

/** More than any ticket needs: all of it travels with every step, and must not grow without end. */
const MOST_APPROVALS = 50;

export const mayAskApproval: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
};

/**
 * P6d, P15: asks management. Not a hand-over: the ticket goes on living, with all that the customer was promised, and they
 * are told that a decision is awaited and by when.
 */
export function askApproval(draft: Draft, { actor, data }: Command<'askApproval'>): void {
  const { approvalId, messageId, type, amount, vat } = data;
  if (approvalOf(draft.ticket.approvals, approvalId) !== undefined)
    refuse('malformed', 'an approval has this id already');
  if (draft.ticket.approvals.length >= MOST_APPROVALS) {
    refuse('too-many-approvals', `a ticket has at most ${MOST_APPROVALS} requests to management`);
  }
  const fault = amountFault(draft.terms.approvals, type, amount);
  if (fault !== null) refuse(fault.code, fault.detail, fault.path);
  if (amount !== null && vat === null) refuse('amount-required', 'a credit needs its tax', 'vat');
  beginReview(draft);
  const { expiresAfterWorkingDays } = draft.terms.approvals;
  const expiresAt = afterWorkingDays(draft.hoursOf(APPROVERS), draft.now, expiresAfterWorkingDays);
  const dueAt = decisionDueAt(draft, expiresAt);
  draft.add('message.added', { messageId, author: actor.role, visibility: 'internal', asksCustomer: false });
  draft.add('approval.asked', { approvalId, type, amount, vat, messageId, dueAt, expiresAt });
  oweDecision(draft, approvalId, expiresAt);
  draft.compose('decision-awaited', { type, decisionBy: dueAt });
}

/** Something is undecided that the holding team asked for. */
export const mayWithdrawApproval: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  notClosed(ticket, actor);
  if (!ticket.approvals.some(isUndecided)) refuse('already-decided', 'nothing waits for a decision');
};

/** The agent no longer needs it, or asks anew with another amount. */
export function withdrawApproval(draft: Draft, { data }: Command<'withdrawApproval'>): void {
  const approval = approvalOf(draft.ticket.approvals, data.approvalId);
  if (approval === undefined) return refuse('no-such-approval', 'this ticket has no such approval');
  if (!isUndecided(approval)) refuse('already-decided', `it is ${approval.state}`);
  draft.add('approval.withdrawn', { approvalId: approval.id, reason: 'withdrawn' });
  decisionNotWanted(draft, approval.id, 'approval-withdrawn');
  draft.compose('approval-withdrawn', { type: approval.type });
}
