import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isDatabaseAway } from '../store/database-away.ts';

/** Work that is done again and again, beside the requests. */
interface Chore {
  everyMs: number;
  /** May ask whether it should rather end early. */
  work(isStopped: () => boolean): Promise<void>;
  log: Logger;
  /** What the log says when the work fails. */
  complaint: string;
}

/** Begins at once, and goes on until stopped, whatever fails. */
export function repeat(chore: Chore): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = go(chore, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

async function go({ everyMs, work, log, complaint }: Chore, signal: AbortSignal): Promise<void> {
  let failing = false;
  const isStopped = () => signal.aborted;
  while (!isStopped()) {
    try {
      await work(isStopped);
      failing = false;
    } catch (error) {
      // Once an outage: it would be the same line every time.
      if (!failing) log.warn({ err: error, databaseAway: isDatabaseAway(error) }, complaint);
      failing = true;
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
