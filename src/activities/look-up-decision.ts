import type { Via } from '../domain/approvals/approval.ts';
import type { Decision } from '../domain/approvals/weigh-decision.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import { managerAt } from '../domain/management/directory.ts';
import { alsoKnownAs, type Manager } from '../domain/management/manager.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { Store } from '../store/connect.ts';
import { findDecision, storeDecision } from '../store/decisions.ts';

/** A decision as its signal told it. */
export interface DecisionTold extends Decision {
  ticketId: string;
  comment: string | null;
  commentForCustomer: boolean;
  /** The id that the signal gives, under which the API says to have stored it. */
  claimedId: string | null;
  /** Its id otherwise. */
  ownId: string;
  /** The workflow's now: absences are of that day. */
  at: Instant;
}

/** What is known of a decision besides what it says. */
export interface LookedUpDecision {
  id: string;
  via: Via;
  commentsForCustomer: boolean;
  manager: Manager | null;
}

/**
 * Looks up who decides in today's directory, not in that of the policy the ticket is pinned to: who manages may have changed
 * since. It came through the API if the API has stored that very decision; otherwise somebody sent a signal to Temporal.
 */
export const createLookUpDecision =
  ({ store, currentPolicy }: { store: Store; currentPolicy: Policy }) =>
  async (told: DecisionTold): Promise<LookedUpDecision> => {
    const manager = managerAt(currentPolicy, told.by, told.at);
    const stored = told.claimedId === null ? undefined : await findDecision(store, told.claimedId);
    if (stored !== undefined && isSame(stored, told)) {
      const known = alsoKnownAs(manager, stored.subject);
      return { id: stored.id, via: stored.via, commentsForCustomer: speaksToCustomer(stored), manager: known };
    }
    const { ownId: id, ticketId, approvalId, decision, by, comment, commentForCustomer } = told;
    const said = {
      id,
      ticketId,
      approvalId,
      decision,
      by,
      subject: null,
      comment,
      commentForCustomer,
      via: 'signal' as const,
    };
    await storeDecision(store, said);
    return { id, via: 'signal', commentsForCustomer: speaksToCustomer(said), manager };
  };

const isSame = (stored: Decision & { ticketId: string }, told: DecisionTold): boolean =>
  stored.ticketId === told.ticketId &&
  stored.approvalId === told.approvalId &&
  stored.by === told.by &&
  stored.decision === told.decision;

const speaksToCustomer = ({ comment, commentForCustomer }: { comment: string | null; commentForCustomer: boolean }) =>
  comment !== null && comment.trim() !== '' && commentForCustomer;
