import type { ApprovedRequest } from '../domain/grants/approved-request.ts';
import { UngrantableError } from '../domain/grants/ungrantable.ts';
import type { Store } from '../store/connect.ts';
import { grantException } from '../store/granted-exceptions.ts';
import { issueCreditNote } from '../store/issue-credit-note.ts';
import type { PolicyShelf } from '../store/policies.ts';
import type { Bookkeeping } from './carry-out.ts';
import { draftCreditNote, type TicketOfNote } from './draft-credit-note.ts';

/**
 * Credit notes and granted exceptions in PostgreSQL.
 * @throws UngrantableError for what can never be carried out
 */
export const createBookkeeping = (store: Store, policies: PolicyShelf): Bookkeeping => ({
  // All that can be read or reckoned is, before the series of numbers is locked.
  issueCreditNote: async (request) => {
    const ticket = await ticketOf(store, request);
    const draft = draftCreditNote(request, ticket, await policies.find(ticket.policyHash));
    return issueCreditNote(store, draft);
  },

  recordException: async (request) => {
    if (request.type === 'billing-credit') throw new Error('a credit is not an exception');
    const { customer } = await ticketOf(store, request);
    await grantException(store, {
      approval_id: request.approvalId,
      ticket_id: request.ticketId,
      type: request.type,
      customer: customer.id,
      valid_from: new Date(request.approvedAt),
      valid_until: request.validUntil === null ? null : new Date(request.validUntil),
      approved_by: request.approvedBy,
    });
  },
});

/** @throws UngrantableError when there is none: tickets are stored before anything is asked for on them */
async function ticketOf(store: Store, { ticketId }: ApprovedRequest): Promise<TicketOfNote> {
  const row = await store
    .selectFrom('tickets')
    .where('id', '=', ticketId)
    .select(['number', 'locale', 'customer', 'policy_hash'])
    .executeTakeFirst();
  if (row === undefined) throw new UngrantableError('unknown-ticket', `there is no ticket ${ticketId}`);
  const { number, locale, customer, policy_hash } = row;
  const name = await nameOnTicket(store, ticketId, customer);
  return { number, locale, policyHash: policy_hash, customer: { id: customer, name } };
}

/** As the customer's last message on the ticket is signed; their id where there is none. */
async function nameOnTicket(store: Store, ticketId: string, customer: string): Promise<string> {
  const signed = await store
    .selectFrom('messages')
    .where('ticket_id', '=', ticketId)
    .where('seq', 'is not', null)
    .where('author_role', '=', 'customer')
    .where('author_id', '=', customer)
    .orderBy('seq', 'desc')
    .limit(1)
    .select('author_name')
    .executeTakeFirst();
  return signed?.author_name ?? customer;
}
