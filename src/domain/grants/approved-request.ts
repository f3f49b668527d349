import type { APPROVAL_TYPES } from '../policy/approvals.ts';
import type { Instant } from '../calendar/instant.ts';

/** A request that management approved. */
export interface ApprovedRequest {
  ticketId: string;
  approvalId: string;
  type: (typeof APPROVAL_TYPES)[number];
  /** Net. Only for credits. */
  amount: { minor: number; currency: string } | null;
  /** Fixed when the credit was asked for. Only for credits. */
  vat: { country: string; percent: number } | null;
  /** Until when an exception or special request may be used; null for credits. */
  validUntil: Instant | null;
  /** The instant (workflow time) of the approval: a note's issue date. */
  approvedAt: Instant;
  /** The managers whose decisions approved it. */
  approvedBy: string[];
}
