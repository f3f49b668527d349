import { ActivityFailure, condition, proxyActivities, rootCause } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import { awaitsCarryingOut, type Approval } from '../domain/approvals/approval.ts';
import { validUntil } from '../domain/approvals/decide-approval.ts';
import type { Occurrence } from '../domain/ticket/decide.ts';
import type { LiveTicket } from './live-ticket.ts';

/** What was approved is carried out once, however long that takes: the customer was told that it is granted. Never returns. */
export async function carryOutApprovals(live: LiveTicket): Promise<void> {
  const { carryOut } = proxyActivities<Activities>({
    startToCloseTimeout: '30s',
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
  });
  for (;;) {
    await condition(() => live.ticket.approvals.some(awaitsCarryingOut));
    const approval = live.ticket.approvals.find(awaitsCarryingOut);
    if (approval === undefined) continue;
    // The decision is on record before anything follows from it.
    await live.journal.recorded(live.ticket.seq);
    const { id: approvalId } = approval;
    await live.occur(
      await carryOut(requestOf(live, approval)).then(
        (done): Occurrence => ({ name: 'approvalCarriedOut', approvalId, ...done }),
        (error: unknown): Occurrence => ({ name: 'approvalNotCarriedOut', approvalId, reason: reasonOf(error) }),
      ),
    );
  }
}

function requestOf({ ticket, terms }: LiveTicket, { id, type, amount, vat, endedAt, decisions }: Approval) {
  if (endedAt === null) throw new Error(`approval ${id} is approved without an instant`);
  const approvals = decisions.filter(({ standing, decision }) => standing && decision === 'approve');
  return {
    ticketId: ticket.id,
    approvalId: id,
    type,
    amount,
    vat,
    validUntil: validUntil(terms, type, endedAt),
    approvedAt: endedAt,
    approvedBy: approvals.map(({ by }) => by),
  };
}

/** Why it can never be done. Anything but a failed activity (a cancelled workflow) is no answer. */
function reasonOf(error: unknown): string {
  if (!(error instanceof ActivityFailure) || !(error.cause instanceof Error)) throw error;
  return rootCause(error) ?? 'unknown';
}
