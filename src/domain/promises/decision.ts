import { earlier, type Instant } from '../calendar/instant.ts';
import { APPROVERS } from '../policy/approvers.ts';
import type { WithdrawalReason } from '../ticket/events.ts';
import type { Draft } from '../ticket/draft.ts';
import { clockOf, teamClock } from './clock.ts';
import { owe } from './owe.ts';
import type { TicketPromise } from './promise.ts';
import { settle, withdraw, type Choice } from './settle.ts';

/** Between teams: management decides within 4 hours of the approvers' hours (P15), and before nobody decides any more. */
export function oweDecision(draft: Draft, approvalId: string, expiresAt: Instant): void {
  const due = { at: decisionDueAt(draft, expiresAt) };
  owe(draft, { kind: 'decision', clock: teamClock(draft, APPROVERS), due, subject: approvalId });
}

/** When a decision that is asked for now is due, where the request expires at that instant. */
export const decisionDueAt = (draft: Draft, expiresAt: Instant): Instant =>
  earlier(clockOf(draft, teamClock(draft, APPROVERS)).after(draft.now, draft.terms.promises.decision), expiresAt);

export const decided = (draft: Draft, approvalId: string): void => settle(draft, on(approvalId));

/** Nobody decides it any more. */
export const decisionNotWanted = (draft: Draft, approvalId: string, reason: WithdrawalReason): void =>
  withdraw(draft, reason, on(approvalId));

/** The customer was told an instant that has passed: they are told that it takes longer. */
export const decisionMissed = (draft: Draft, { dueAt }: TicketPromise): void =>
  draft.compose('decision-late', { promisedBy: dueAt });

const on =
  (approvalId: string): Choice =>
  ({ kind, subject }) =>
    kind === 'decision' && subject === approvalId;
