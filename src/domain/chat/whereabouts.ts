import { after, MINUTE, msBetween, type Instant, type Milliseconds } from '../calendar/instant.ts';

/** A customer without a live stream for so long, who wrote nothing either, has left the chat. */
const LEFT_AFTER: Milliseconds = 2 * MINUTE;

/** How far a chat's customer has read, as their live streams told. */
export interface ReadingSoFar {
  /** The last event of the ticket that a stream of theirs was handed; 0 when there never was one. */
  seq: number;
  /** When a stream of theirs was last open, or they last wrote in the chat. */
  lastSeenAt: Instant;
}

/** Whether a message must still find its customer: they have it, they have left, or that shows in so many ms at the latest. */
export type Whereabouts = 'has-it' | 'left' | { leftInMs: Milliseconds };

/** @param seq the event that published the message */
export function whereaboutsFor(seq: number, reading: ReadingSoFar, now: Instant): Whereabouts {
  if (seq <= reading.seq) return 'has-it';
  const leftAt = after(reading.lastSeenAt, LEFT_AFTER);
  return leftAt <= now ? 'left' : { leftInMs: msBetween(now, leftAt) };
}
