import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again until `found` gives something: recording goes on beside the test. @throws Error after `withinMs` of real time */
export async function eventually<T>(look: () => Promise<T | undefined | null | false>, withinMs = 10_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > until) throw new Error(`nothing was found within ${withinMs} ms by ${look.toString()}`);
    await sleep(20);
  }
}
