import { toAll } from './each-way.ts';

/** What management reads of a week. */
export interface OutgoingDigest {
  /** By its name in ISO 8601: `2026-W48`. */
  week: string;
  text: string;
}

/** The way to management. Resolves when the digest was accepted; rejects to be tried again. The same may come twice. */
export interface DigestChannel {
  send(digest: OutgoingDigest): Promise<void>;
}

/** By all of these ways; one that fails holds up no other, and is tried again alone. */
export const sendByAll = (...channels: DigestChannel[]): DigestChannel => ({
  send: toAll(
    channels.map((channel) => (thing) => channel.send(thing)),
    ({ week }) => week,
  ),
});
