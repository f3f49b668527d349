import type { Instant } from '../calendar/instant.ts';
import type { Draft } from '../ticket/draft.ts';
import { vatOn } from '../grants/vat-on.ts';
import { approvalOf } from './approval.ts';

/** What an approval set going was done: of a credit note the customer is told its figures. */
export function carriedOut(
  draft: Draft,
  { approvalId, creditNote, validUntil }: { approvalId: string; creditNote: string | null; validUntil: Instant | null },
): void {
  draft.add('approval.carried-out', { approvalId, creditNote, validUntil });
  const { amount, vat } = approvalOf(draft.ticket.approvals, approvalId) ?? {};
  if (creditNote === null || amount == null || vat == null) return;
  const { minor: net, currency } = amount;
  const { country, percent } = vat;
  draft.compose('credit-note', { number: creditNote, currency, country, net, percent, ...vatOn(net, percent) });
}

/** It never can be: the team is told, as the customer was told that it was granted. */
export function notCarriedOut(draft: Draft, { approvalId, reason }: { approvalId: string; reason: string }): void {
  const { team, assignee, approvals } = draft.ticket;
  draft.add('approval.not-carried-out', { approvalId, reason });
  const type = approvalOf(approvals, approvalId)?.type ?? null;
  draft.compose('not-carried-out', { type, team, assignee, reason }, 'internal');
}
