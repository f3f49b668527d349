import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { Logger } from 'pino';
import { NotYetError, UndeliverableError, type Channel } from '../channels/channel.ts';
import type { Store } from '../store/connect.ts';
import { markSent, messageToSend } from '../store/outgoing-messages.ts';

export interface Delivery {
  ticketId: string;
  /** In the order in which the customer should read them. */
  messageIds: string[];
}

/** What became of messages, from the first on; what is not told of waits to be sent. */
export interface Delivered {
  settled: { messageId: string; failure: string | null }[];
}

/**
 * Hands published messages to the customer's channel, in order, and tells how far it came: what was accepted counts at once,
 * whatever holds up the next. Fails, to be tried again, when not even the first could be sent for now.
 */
export const createDeliver =
  ({ store, channel, log }: { store: Store; channel: Channel; log: Logger }) =>
  async ({ ticketId, messageIds }: Delivery): Promise<Delivered> => {
    const settled: Delivered['settled'] = [];
    for (const messageId of messageIds) {
      try {
        await sendOnce(messageId);
        settled.push({ messageId, failure: null });
      } catch (error) {
        if (error instanceof UndeliverableError) settled.push({ messageId, failure: error.message });
        else if (settled.length === 0) throw inTime(error);
        else break;
      }
    }
    return { settled };

    async function sendOnce(messageId: string): Promise<void> {
      const message = await messageToSend(store, ticketId, messageId);
      // What was never stored can't be waited for, and must not hold up the rest.
      if (message === undefined) return log.error({ ticketId, messageId }, 'a message to be sent is not there');
      if (message.isSent) return;
      const { mailId } = await channel.send(message);
      await markSent(store, messageId, mailId);
    }
  };

/** Nothing is wrong, and no log need warn of it. */
const inTime = (error: unknown): unknown =>
  error instanceof NotYetError
    ? ApplicationFailure.create({
        message: error.message,
        type: error.name,
        nextRetryDelay: error.tryAgainInMs,
        category: ApplicationFailureCategory.BENIGN,
      })
    : error;
