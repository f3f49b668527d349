import type { Logger } from 'pino';
import type { Channel } from './channel.ts';

/** Writes messages to the log. Customers read them in the conversation; there is no mail in this version. */
export const createLogChannel = (log: Logger): Channel => ({
  send: (messages) => {
    for (const message of messages)
      log.info(message, `to ${message.customer}: #${message.ticketNumber} ${message.subject}`);
    return Promise.resolve();
  },
});
