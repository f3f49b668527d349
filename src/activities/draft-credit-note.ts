import { calendarOf } from '../domain/calendar/calendar-of.ts';
import { siteOfTeam } from '../domain/calendar/resolve-opening-hours.ts';
import { localDate } from '../domain/calendar/wall-clock.ts';
import type { ApprovedRequest } from '../domain/grants/approved-request.ts';
import type { NoteDraft } from '../domain/grants/credit-note.ts';
import { UngrantableError } from '../domain/grants/ungrantable.ts';
import { vatOn } from '../domain/grants/vat-on.ts';
import { APPROVERS } from '../domain/policy/approvers.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { roundingWords } from '../texts/credit-note.ts';
import { localeOf } from '../texts/words.ts';

/** What a note says of its ticket. */
export interface TicketOfNote {
  number: number;
  locale: string;
  policyHash: string;
  customer: { id: string; name: string };
}

/**
 * The credit note of an approved credit, by the policy that its ticket is pinned to.
 * @throws UngrantableError when the approval doesn't make a credit
 */
export function draftCreditNote(request: ApprovedRequest, ticket: TicketOfNote, policy: Policy): NoteDraft {
  const { amount, vat } = request;
  if (amount === null || vat === null) {
    throw new UngrantableError('credit-incomplete', `the credit ${request.approvalId} has no amount, or no VAT`);
  }
  if (amount.minor === 0) throw new UngrantableError('impossible-amount', 'a credit of nothing is no credit');
  const locale = localeOf(policy, ticket.locale);
  const { currency } = amount;
  const minorUnits = minorUnitsOf(policy, currency);
  return {
    issuedAt: request.approvedAt,
    issuedOn: dayOfApproval(policy, request),
    locale,
    company: policy.company,
    ticket: { id: request.ticketId, number: ticket.number },
    approvalId: request.approvalId,
    customer: ticket.customer,
    country: vat.country,
    currency,
    minorUnits,
    net: amount.minor,
    vatPercent: vat.percent,
    ...vatOn(amount.minor, vat.percent),
    rounding: roundingWords(locale, { currency, minorUnits }),
    approvedBy: request.approvedBy,
  };
}

function minorUnitsOf({ approvals: { limits } }: Policy, currency: string): number {
  const known = Object.hasOwn(limits, currency) ? limits[currency] : undefined;
  if (known === undefined) throw new UngrantableError('unknown-currency', `nothing is granted in ${currency}`);
  return known.minorUnits;
}

/** By the clock of those who approve: the company's, whichever zone the customer or this process is in. */
function dayOfApproval(policy: Policy, { approvedAt }: ApprovedRequest): string {
  const { zone } = calendarOf(policy, { team: APPROVERS, site: siteOfTeam(policy, APPROVERS) });
  return localDate(approvedAt, zone).toString();
}
