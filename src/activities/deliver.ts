import type { Channel } from '../channels/channel.ts';
import type { Store } from '../store/connect.ts';

export interface Delivery {
  ticketId: string;
  /** In the order in which the customer should read them. */
  messageIds: string[];
}

/** Hands published messages to the customer's channel; fails, to be tried again, until it has accepted them all. */
export const createDeliver =
  ({ store, channel }: { store: Store; channel: Channel }) =>
  async ({ ticketId, messageIds }: Delivery): Promise<void> => {
    const messages = await store
      .selectFrom('messages')
      .innerJoin('tickets', 'tickets.id', 'messages.ticket_id')
      .where('messages.ticket_id', '=', ticketId)
      .where('messages.id', 'in', messageIds)
      .where('messages.seq', 'is not', null)
      .orderBy('messages.seq')
      .select(['messages.id', 'number as ticketNumber', 'subject', 'customer', 'author_name as author', 'body'])
      .execute();
    if (messages.length < messageIds.length) throw new Error('a message to be sent is not in the conversation yet');
    await channel.send(messages);
  };
