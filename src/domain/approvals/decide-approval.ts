import type { Manager } from '../management/manager.ts';
import { decided, decisionNotWanted } from '../promises/decision.ts';
import type { Terms } from '../policy/terms.ts';
import type { Draft } from '../ticket/draft.ts';
import { after, type Instant } from '../calendar/instant.ts';
import { isUndecided, type Approval, type Via } from './approval.ts';
import { weighDecision, type Decision } from './weigh-decision.ts';

/** A decision whose sender was looked up in the directory. */
export interface KnownDecision extends Decision {
  /** Of the decision itself. */
  id: string;
  via: Via;
  /** Whether it has a comment that the customer should read. */
  commentsForCustomer: boolean;
  manager: Manager | null;
}

/**
 * P15: the first valid decision stands; what may not stand changes nothing and is journalled with its reason; what was said
 * before is neither.
 */
export function decideApproval(draft: Draft, approval: Approval, decision: KnownDecision): void {
  const { manager, by, id: decisionId, via } = decision;
  const { customer } = draft.ticket;
  // Sent again by whoever did not hear what came of it.
  if (approval.decisions.some(({ id }) => id === decisionId)) return;
  const weighed = weighDecision(decision, { approval, customer, manager, limits: draft.terms.approvals.limits });
  const said = { approvalId: approval.id, decisionId, decision: decision.decision, via };
  switch (weighed.type) {
    case 'repeated':
      return;
    case 'refused':
      return draft.add('approval.decision-refused', { ...said, code: weighed.code, reason: weighed.reason }, by);
    case 'stands': {
      const { state, level, onBehalfOf } = weighed;
      draft.add('approval.decided', { ...said, state, level, onBehalfOf }, by);
      if (state === 'partly-approved') return;
      decided(draft, approval.id);
      return tellCustomer(draft, approval, decision);
    }
    default:
      weighed satisfies never;
  }
}

/** Either way, with the manager's words where they are meant for them. */
function tellCustomer(draft: Draft, { type, amount }: Approval, { decision, id, commentsForCustomer }: KnownDecision) {
  draft.compose(decision === 'approve' ? 'approval-granted' : 'approval-refused', {
    type,
    amount: amount?.minor ?? null,
    currency: amount?.currency ?? null,
    validUntil: decision === 'approve' ? validUntil(draft.terms, type, draft.now) : null,
    commentOf: commentsForCustomer ? id : null,
  });
}

/** Until when what is granted at an instant may be used; `null`: without end. */
export function validUntil({ approvals }: Terms, type: Approval['type'], grantedAt: Instant): Instant | null {
  const { validFor } = approvals.types[type];
  return validFor === null ? null : after(grantedAt, validFor);
}

/** Nothing is approved by silence: it goes back to the agent, and the customer hears that. */
export function expire(draft: Draft, { id, type, expiresAt: dueAt }: Approval): void {
  const { team, assignee } = draft.ticket;
  draft.add('approval.expired', { approvalId: id, dueAt });
  decisionNotWanted(draft, id, 'approval-expired');
  draft.compose('approval-expired', { type, team, assignee });
  draft.compose('approval-expired-note', { type, team, assignee }, 'internal');
}

/** The ticket has ended: nobody need decide any more. */
export function withdrawApprovals(draft: Draft, reason: 'closed' | 'ticket-withdrawn'): void {
  for (const { id } of draft.ticket.approvals.filter(isUndecided)) {
    draft.add('approval.withdrawn', { approvalId: id, reason });
  }
}
