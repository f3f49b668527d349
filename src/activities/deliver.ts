import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import type { Store } from '../store/connect.ts';
import { wholeBody } from '../store/conversation.ts';

export interface Delivery {
  ticketId: string;
  /** In the order in which the customer should read them. */
  messageIds: string[];
}

/** Hands published messages to the customer's channel; fails, to be tried again, until it has accepted them all. */
export const createDeliver =
  ({ store, channel, log }: { store: Store; channel: Channel; log: Logger }) =>
  async ({ ticketId, messageIds }: Delivery): Promise<void> => {
    const messages = await store
      .selectFrom('messages')
      .innerJoin('tickets', 'tickets.id', 'messages.ticket_id')
      .where('messages.ticket_id', '=', ticketId)
      .where('messages.id', 'in', messageIds)
      .where('messages.seq', 'is not', null)
      .orderBy('messages.seq')
      .select([
        'messages.id',
        'number as ticketNumber',
        'subject',
        'customer',
        'author_name as author',
        wholeBody.as('body'),
      ])
      .execute();
    // What was never stored can't be waited for, and must not hold up the rest.
    if (messages.length < messageIds.length) log.error({ ticketId, messageIds }, 'messages to be sent are not there');
    if (messages.length > 0) await channel.send(messages);
  };
