import type { Approval, Decided } from '../domain/approvals/approval.ts';
import { isStaff } from '../domain/ticket/actor.ts';
import type { Store } from '../store/connect.ts';
import { readBodies } from '../store/conversation.ts';
import { commentsOn } from '../store/decisions.ts';
import type { StoredTicket } from '../store/tickets.ts';
import type { Principal } from './auth/principal.ts';
import type { ApprovalView } from './schemas/approval.ts';

/** The texts of approvals, which the ticket itself does not hold, by id: of the approval, and of the decision. */
export interface ApprovalWords {
  reasons: ReadonlyMap<string, string>;
  comments: ReadonlyMap<string, string>;
}

/** Customers read none of them here: what is meant for them is in the conversation. */
export async function approvalWords(store: Store, tickets: StoredTicket[], viewer: Principal): Promise<ApprovalWords> {
  const asking = tickets.filter(({ state }) => state.approvals.length > 0);
  if (!isStaff(viewer) || asking.length === 0) return { reasons: new Map(), comments: new Map() };
  const approvalIds = asking.flatMap(({ state }) => state.approvals.map(({ id }) => id));
  const [reasons, comments] = await Promise.all([
    readBodies(store, approvalIds),
    commentsOn(
      store,
      // Those that the tickets still hold: anybody may have signalled any number of others.
      asking.flatMap(({ state }) => state.approvals.flatMap(({ decisions }) => decisions.map(({ id }) => id))),
    ),
  ]);
  return { reasons, comments };
}

/** An approval as `viewer` may see it: who decides, and how often it was tried, is none of the customer's. */
export function viewApproval(approval: Approval, viewer: Principal, words: ApprovalWords): ApprovalView {
  const { id, type, amount, state, askedBy, askedAt, dueAt, expiresAt, decisions, carriedOut } = approval;
  const mayKnow = isStaff(viewer);
  return {
    id,
    type,
    reason: mayKnow ? (words.reasons.get(id) ?? '') : null,
    amount: mayKnow || state === 'approved' ? amount : null,
    state: !mayKnow && state === 'partly-approved' ? 'pending' : state,
    askedBy: mayKnow ? askedBy : null,
    askedAt,
    dueAt,
    expiresAt,
    decisions: mayKnow ? decisions.map((decided) => viewDecision(decided, words)) : [],
    creditNote: carriedOut?.creditNote ?? null,
    validUntil: carriedOut?.validUntil ?? null,
  };
}

const viewDecision = (
  { id, by, decision, at, via, standing, refusal, onBehalfOf }: Decided,
  { comments }: ApprovalWords,
) => ({ by, decision, at, comment: comments.get(id) ?? null, via, standing, refusal, onBehalfOf });
