import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { JOURNAL_CHANNEL } from './announce-journal.ts';
import { listenUntilBroken } from './listening-connection.ts';

/** Between attempts to listen again: soon at first, as a change should be seen within a second. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Tells that a ticket's journal has changed, whichever process changed it; what changed is read from the store. */
export interface JournalFeed {
  /**
   * Calls `onChange` after each change of this ticket's journal, and whenever one may have gone unheard: the connection was
   * made, or made again. @returns what ends it
   */
  follow(ticketId: string, onChange: () => void): () => void;
  stop(): Promise<void>;
}

/** Listens by one connection for all who follow, and goes on until stopped, however often PostgreSQL is away. */
export function listenToJournals(
  databaseUrl: string,
  log: Logger,
  { pingEveryMs }: { pingEveryMs?: number } = {},
): JournalFeed {
  const followers = new Map<string, Set<() => void>>();
  const stopping = new AbortController();
  const { signal } = stopping;
  const tell = (ticketId: string) => followers.get(ticketId)?.forEach((onChange) => onChange());

  async function listen(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    let isDeaf = false;
    const onListening = () => {
      if (isDeaf) log.info('listening to journals again');
      isDeaf = false;
      pause = FIRST_PAUSE_MS;
      [...followers.keys()].forEach(tell);
    };
    while (!signal.aborted) {
      await listenUntilBroken(databaseUrl, {
        channel: JOURNAL_CHANNEL,
        onListening,
        onNotification: tell,
        signal,
        ...(pingEveryMs === undefined ? {} : { pingEveryMs }),
      }).catch((error: unknown) => {
        // Once an outage: it would be the same line at every attempt.
        if (!isDeaf && !signal.aborted)
          log.warn({ err: error }, 'live views hear of no change until PostgreSQL is back');
        isDeaf = true;
      });
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  const stopped = listen();
  return {
    follow(ticketId, onChange) {
      const ofTicket = followers.get(ticketId) ?? new Set();
      followers.set(ticketId, ofTicket.add(onChange));
      return () => {
        ofTicket.delete(onChange);
        if (ofTicket.size === 0 && followers.get(ticketId) === ofTicket) followers.delete(ticketId);
      };
    },
    stop: () => {
      stopping.abort();
      return stopped;
    },
  };
}
