import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** What was taken by another process, or failed before, is looked for as often. */
const LOOK_EVERY_MS = 1_000;
const FOREVER_MS = 24 * 60 * 60 * 1_000;

interface Work<T> {
  /** How many clerks: each waits for something else most of its time. */
  atOnce: number;
  /** The next piece of work, for the caller alone; undefined when there is none. */
  next(): Promise<T | undefined>;
  work(piece: T): Promise<void>;
  log: Logger;
  /** What the log says when no work can be had. */
  complaint: string;
}

/** Clerks who take pieces of work out of the database, one each at a time, until stopped. */
export interface Clerks {
  /** There is work: it is looked for at once, instead of within a second. */
  ring(): void;
  stop(): Promise<void>;
}

export function openClerks<T>({ atOnce, next, work, log, complaint }: Work<T>): Clerks {
  const bell = new EventTarget();
  setMaxListeners(atOnce, bell);
  const ring = () => void bell.dispatchEvent(new Event('ring'));
  const stopping = new AbortController();
  const { signal } = stopping;
  setMaxListeners(atOnce, signal);

  const workOff = async () => {
    for (let piece = await next(); piece !== undefined; piece = await next()) {
      // Where there is one there may be more, and others have time.
      ring();
      await work(piece);
      if (signal.aborted) return;
    }
  };
  /** One of them looks from time to time, so that nothing waits for a ring that was never heard; the others are rung for. */
  const clerk = async (_: unknown, index: number) => {
    let isFailing = false;
    while (!signal.aborted) {
      const rung = ringOf(bell, signal, index === 0 ? LOOK_EVERY_MS : FOREVER_MS);
      try {
        await workOff();
        isFailing = false;
      } catch (error) {
        // Once an outage: it would be the same line every time.
        if (!isFailing) log.warn({ err: error }, complaint);
        isFailing = true;
      }
      await rung;
    }
  };
  const clerks = Array.from({ length: atOnce }, clerk);
  return {
    ring,
    stop: async () => {
      stopping.abort();
      await Promise.all(clerks);
    },
  };
}

/** Resolves when somebody rings, at the latest when it is time to look. */
async function ringOf(bell: EventTarget, signal: AbortSignal, lookAfterMs: number): Promise<void> {
  const awake = new AbortController();
  const wake = () => awake.abort();
  bell.addEventListener('ring', wake, { once: true });
  await sleep(lookAfterMs, undefined, { signal: AbortSignal.any([signal, awake.signal]) }).catch(() => undefined);
  bell.removeEventListener('ring', wake);
}
