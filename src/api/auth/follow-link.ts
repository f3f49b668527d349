import { findLink } from '../../store/ticket-links.ts';
import { findCustomerOf } from '../../store/ticket-customer.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { LinkFault, type TicketLink } from '../../channels/ticket-links.ts';
import type { SignedIn } from './principal.ts';

/** A link that was taken back has expired. @throws LinkFault */
export async function readLink(token: string, { links, store, clock }: ApiDependencies): Promise<TicketLink> {
  const link = await links.read(token, await clock.now());
  const kept = await findLink(store, link.id);
  if (kept === undefined) throw new LinkFault('forged');
  if (kept.revoked_at !== null) throw new LinkFault('expired');
  return link;
}

/** Whoever holds a ticket's link acts as its customer, on this ticket. @throws LinkFault */
export async function followLink(token: string, dependencies: ApiDependencies): Promise<SignedIn> {
  const { id, ticketId, expiresAt } = await readLink(token, dependencies);
  const customer = await findCustomerOf(dependencies.store, ticketId);
  if (customer === undefined) throw new LinkFault('forged');
  return { ...customer, role: 'customer', teams: [], ticket: ticketId, link: id, validUntil: new Date(expiresAt) };
}
