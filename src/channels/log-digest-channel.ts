import type { Logger } from 'pino';
import type { DigestChannel } from './digest-channel.ts';

/** Writes digests to the log. Managers read them over HTTP; there is no mail in this version. */
export const createLogDigestChannel = (log: Logger): DigestChannel => ({
  send: ({ week, text }) => {
    log.info({ week }, text);
    return Promise.resolve();
  },
});
