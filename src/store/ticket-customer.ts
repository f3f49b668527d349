import type { Store } from './connect.ts';

/** Whose ticket it is, with the name that they last wrote under. */
export const findCustomerOf = (store: Store, ticketId: string): Promise<{ id: string; name: string } | undefined> =>
  store
    .selectFrom('tickets')
    .innerJoin('messages', (join) =>
      join.onRef('messages.ticket_id', '=', 'tickets.id').onRef('messages.author_id', '=', 'tickets.customer'),
    )
    .where('tickets.id', '=', ticketId)
    .where('messages.author_role', '=', 'customer')
    .where('messages.seq', 'is not', null)
    .orderBy('messages.seq', 'desc')
    .select(['tickets.customer as id', 'messages.author_name as name'])
    .limit(1)
    .executeTakeFirst();
