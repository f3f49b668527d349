import { setTimeout as sleep } from 'node:timers/promises';

/** What never comes is told after this; a busy machine may take its time for what does. */
const PATIENCE_MS = 90_000;

/** Looks again until `found` gives something: recording goes on beside the test. @throws Error after `withinMs` of real time */
export async function eventually<T>(
  look: () => Promise<T | undefined | null | false>,
  withinMs = PATIENCE_MS,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > until) throw new Error(`nothing was found within ${withinMs} ms by ${look.toString()}`);
    await sleep(20);
  }
}
