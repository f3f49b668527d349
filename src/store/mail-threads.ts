import type { Store } from './connect.ts';
import { findTicket, type StoredTicket } from './tickets.ts';

export const findTicketByNumber = (store: Store, number: number): Promise<StoredTicket | undefined> =>
  store.selectFrom('tickets').where('number', '=', number).selectAll().executeTakeFirst();

/** The ticket whose conversation one of these mails belongs to, if it is that of whoever writes from this address. */
export async function findTicketOfThread(
  store: Store,
  mailIds: string[],
  address: string,
): Promise<StoredTicket | undefined> {
  if (mailIds.length === 0) return undefined;
  const found = await store
    .selectFrom('messages')
    .innerJoin('tickets', 'tickets.id', 'messages.ticket_id')
    .where('messages.mail_id', 'in', mailIds)
    .where('tickets.customer_email', '=', address)
    .orderBy('messages.at', 'desc')
    .select('tickets.id')
    .executeTakeFirst();
  return found === undefined ? undefined : findTicket(store, found.id);
}

/** The last ticket of whoever writes from this address: who they are, and how they like to read. */
export const lastTicketOf = (store: Store, address: string): Promise<StoredTicket | undefined> =>
  store
    .selectFrom('tickets')
    .where('customer_email', '=', address)
    .orderBy('number', 'desc')
    .selectAll()
    .limit(1)
    .executeTakeFirst();
