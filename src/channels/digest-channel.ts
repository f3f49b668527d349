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

/** By all of these ways, one after another; when one fails all are tried again. */
export const sendByAll = (...channels: DigestChannel[]): DigestChannel => ({
  send: async (digest) => {
    for (const channel of channels) await channel.send(digest);
  },
});
