import { isUndecided } from '../approvals/approval.ts';
import type { Ticket } from './ticket.ts';

export const STATUSES = [
  'closed',
  'resolved',
  'waiting-for-customer',
  'waiting-for-approval',
  'waiting-for-team',
  'open',
] as const;
export type Status = (typeof STATUSES)[number];

/** What a ticket waits for: the first that fits, in the order of {@link STATUSES}. */
export function statusOf(ticket: Ticket): Status {
  if (ticket.closedAt !== null) return 'closed';
  if (ticket.phase === 'resolve') return 'resolved';
  if (ticket.waiting !== null) return 'waiting-for-customer';
  if (ticket.approvals.some(isUndecided)) return 'waiting-for-approval';
  if (ticket.phase === 'forward') return 'waiting-for-team';
  return 'open';
}
