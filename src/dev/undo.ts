import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './progress.ts';

export interface Undo {
  /** Remembers how to stop what has just been started, and how to end it at once if it is a process of its own. */
  add(what: string, withinMs: number, stop: () => void | Promise<void>, end?: () => void): void;
  /** Stops everything, the last started first. Each has its own time, so that one that hangs doesn't keep the rest. */
  all(): Promise<void>;
  /** Ends every process at once, for somebody who has lost patience. */
  endAtOnce(): void;
}

export function createUndo(): Undo {
  const steps: { what: string; withinMs: number; stop: () => void | Promise<void> }[] = [];
  const ends: (() => void)[] = [];
  return {
    add(what, withinMs, stop, end) {
      steps.push({ what, withinMs, stop });
      if (end !== undefined) ends.push(end);
    },
    endAtOnce: () => ends.forEach((end) => end()),
    async all() {
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        const { what, withinMs, stop } = step;
        const timeIsOver = new AbortController();
        try {
          const overdue = sleep(withinMs, 'overdue' as const, { signal: timeIsOver.signal }).catch(() => undefined);
          if ((await Promise.race([stop(), overdue])) === 'overdue')
            say(`${what} did not stop in ${withinMs / 1000} s.`);
        } catch (error) {
          say(`${what} did not stop cleanly: ${(error as Error).message}`);
        } finally {
          timeIsOver.abort();
        }
      }
    },
  };
}
