import type { ApprovalType, Money, VatRate } from '../approvals/approval.ts';
import type { Instant } from '../calendar/instant.ts';

/** A request that management approved. */
export interface ApprovedRequest {
  ticketId: string;
  approvalId: string;
  type: ApprovalType;
  /** Net. Only for credits. */
  amount: Money | null;
  /** Fixed when the credit was asked for. Only for credits. */
  vat: VatRate | null;
  /** Until when an exception or special request may be used; null for credits. */
  validUntil: Instant | null;
  /** The instant (workflow time) of the approval: a note's issue date. */
  approvedAt: Instant;
  /** The managers whose decisions approved it. */
  approvedBy: string[];
}
