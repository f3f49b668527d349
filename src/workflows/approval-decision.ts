import { isStorable } from '../domain/storable-text.ts';
import type { ApprovalDecision } from './messages.ts';

/** A comment is as long as a message may be. */
const MAX_COMMENT_LENGTH = 50_000;
const MAX_ID_LENGTH = 300;

const isText = (value: unknown, maxLength: number): boolean =>
  typeof value === 'string' && value.length <= maxLength && isStorable(value);

const isId = (value: unknown): boolean => value !== '' && isText(value, MAX_ID_LENGTH);

/** Whether what came as a decision can be read as one, and stored: anybody may send a signal, and anything in it. */
export function isApprovalDecision(payload: unknown): payload is ApprovalDecision {
  if (typeof payload !== 'object' || payload === null) return false;
  const { approvalId, decision, by, comment, commentForCustomer, decisionId } = payload as Record<string, unknown>;
  return (
    typeof approvalId === 'string' &&
    (decision === 'approve' || decision === 'refuse') &&
    isId(by) &&
    (comment === undefined || isText(comment, MAX_COMMENT_LENGTH)) &&
    (commentForCustomer === undefined || typeof commentForCustomer === 'boolean') &&
    (decisionId === undefined || isId(decisionId))
  );
}
