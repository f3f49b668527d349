import { setTimeout as sleep } from 'node:timers/promises';
import { msBetween, SECOND, type Instant } from '../domain/calendar/instant.ts';
import { whereaboutsFor, type ReadingSoFar } from '../domain/chat/whereabouts.ts';
import { NotYetError, type Channel, type OutgoingMessage } from './channel.ts';

interface ChatChannel {
  /** What takes messages to customers who are not in a chat. */
  mail: Channel;
  readingOf(ticketId: string): Promise<ReadingSoFar>;
  /** What a mail says below the message: where the chat goes on. */
  invitation(message: OutgoingMessage): Promise<string>;
  now(): Promise<Instant>;
}

/** Longer than live streams tell that they are open: whoever was seen since is there. */
const THERE_SINCE_MS = 20 * SECOND;
/** A live stream hands on what is published within a moment; looked at again after these, that costs no further try. */
const MOMENTS_MS = [50, 100, 250, 500, 1_000];

/**
 * A chat's messages reach their customer live. Who has left, and can be written to, gets them by mail, with the way back; an
 * acknowledgement is for the chat alone. Everything else goes by mail.
 */
export const createChatChannel = ({ mail, readingOf, invitation, now }: ChatChannel): Channel => ({
  send: async (message) => {
    const { origin, address, automatic, ticketId, seq } = message;
    if (origin !== 'chat') return mail.send(message);
    if (address === null || automatic === 'reply') return { mailId: null };
    for (const moment of [...MOMENTS_MS, null]) {
      const [reading, at] = [await readingOf(ticketId), await now()];
      const whereabouts = whereaboutsFor(seq, reading, at);
      if (whereabouts === 'has-it') return { mailId: null };
      if (whereabouts === 'left') break;
      if (moment === null || !wasThere(reading, at)) {
        throw new NotYetError('the customer may come back to the chat', whereabouts.leftInMs);
      }
      await sleep(moment);
    }
    return mail.send({ ...message, body: `${message.body}\n\n${await invitation(message)}` });
  },
});

const wasThere = ({ lastSeenAt }: ReadingSoFar, now: Instant): boolean => msBetween(lastSeenAt, now) < THERE_SINCE_MS;
