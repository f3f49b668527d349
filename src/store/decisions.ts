import type { Via } from '../domain/approvals/approval.ts';
import type { Decision } from '../domain/approvals/weigh-decision.ts';
import type { Store } from './connect.ts';

/** A manager's decision with its comment, which stays out of the workflow's history where the API can keep it out. */
export interface StoredDecision extends Decision {
  id: string;
  ticketId: string;
  /** Another id of whoever decides, which their token proved to be theirs. */
  subject: string | null;
  comment: string | null;
  commentForCustomer: boolean;
  via: Via;
}

/** Keeps what a manager said, whether or not it will stand; keeping it again changes nothing. */
export async function storeDecision(store: Store, said: StoredDecision): Promise<void> {
  await store
    .insertInto('decisions')
    .values({
      id: said.id,
      ticket_id: said.ticketId,
      approval_id: said.approvalId,
      decided_by: said.by,
      subject: said.subject,
      decision: said.decision,
      comment: said.comment,
      comment_for_customer: said.commentForCustomer,
      via: said.via,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findDecision(store: Store, id: string): Promise<StoredDecision | undefined> {
  const row = await store.selectFrom('decisions').where('id', '=', id).selectAll().executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    ticketId: row.ticket_id,
    approvalId: row.approval_id,
    by: row.decided_by,
    subject: row.subject,
    decision: row.decision,
    comment: row.comment,
    commentForCustomer: row.comment_for_customer,
    via: row.via,
  };
}

/** The comments of these decisions, by the decision's id. */
export async function commentsOn(store: Store, decisionIds: string[]): Promise<Map<string, string>> {
  if (decisionIds.length === 0) return new Map();
  const rows = await store
    .selectFrom('decisions')
    .where('id', 'in', decisionIds)
    .where('comment', 'is not', null)
    .select(['id', 'comment'])
    .execute();
  return new Map(rows.flatMap(({ id, comment }) => (comment === null ? [] : [[id, comment] as const])));
}
