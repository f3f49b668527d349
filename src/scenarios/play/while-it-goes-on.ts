import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE, msBetween, type Instant } from '../../domain/calendar/instant.ts';

/** How long something may stand still by the wall. A week is skipped in seconds; a month of misses in minutes. */
const STANDSTILL_MS = 2 * MINUTE;

/**
 * Waits for what is done, for as long as time is skipped meanwhile.
 * @param now of the world in which it is done
 * @throws Error when it stands still: its time goes by no faster than the wall's
 */
export async function whileItGoesOn<T>(
  done: Promise<T>,
  now: () => Promise<Instant>,
  standstillMs = STANDSTILL_MS,
): Promise<T> {
  const over = new AbortController();
  const stoodStill = (async () => {
    for (let before = await now(); ;) {
      await sleep(standstillMs, undefined, { signal: over.signal });
      const after = await now();
      if (msBetween(before, after) < 2 * standstillMs) break;
      before = after;
    }
    throw new Error(`it stood still for ${standstillMs / MINUTE} min by the wall, and was given up`);
  })();
  stoodStill.catch(() => undefined);
  try {
    return await Promise.race([done, stoodStill]);
  } finally {
    over.abort();
  }
}
