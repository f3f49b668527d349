import { findCustomerOf } from '../../store/ticket-customer.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { LinkFault } from './ticket-links.ts';
import type { SignedIn } from './principal.ts';

/** Whoever holds a ticket's link acts as its customer, on this ticket. @throws LinkFault */
export async function followLink(token: string, { links, store, clock }: ApiDependencies): Promise<SignedIn> {
  const { ticketId, expiresAt } = await links.read(token, await clock.now());
  const customer = await findCustomerOf(store, ticketId);
  if (customer === undefined) throw new LinkFault('forged');
  return { ...customer, role: 'customer', teams: [], ticket: ticketId, validUntil: new Date(expiresAt) };
}
