import type { Logger } from 'pino';
import type { Channel } from './channel.ts';

/** Writes messages to the log: without a mail server, customers read them in the conversation alone. */
export const createLogChannel = (log: Logger): Channel => ({
  send: async ({ ticketNumber, subject, customer, ...message }) => {
    log.info(message, `to ${customer}: #${ticketNumber} ${subject}`);
    return { mailId: null };
  },
});
