import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { IncomingMail } from './incoming-mail.ts';

/** What a thread says of a mail. */
export type Answer = { mail: IncomingMail } | { complaint: string };

/**
 * Reads mails in threads of its own. Whoever writes to us decides what is to be read: a mail that takes too long, or too much
 * memory, costs that thread, and neither this process nor the mails behind it.
 */
export interface MailReader {
  /**
   * @returns why not, when it cannot be read
   * @throws Error when nothing can be read for now
   */
  read(raw: Uint8Array): Promise<IncomingMail | string>;
  stop(): Promise<void>;
}

interface Limits {
  threads?: number;
  /** For one mail, from when a thread has begun with it. */
  patienceMs?: number;
  /** For all that is read out of a mail but its files, which are as big as the mail. */
  heapMb?: number;
}

const START = new URL('mail-reader-start.js', import.meta.url);

/** Threads are started when they are needed, and stay. */
export function openMailReader({ threads = 2, patienceMs = 10_000, heapMb = 512 }: Limits = {}): MailReader {
  const desks = Array.from({ length: threads }, () => openDesk(patienceMs, heapMb));
  const free = [...desks];
  const waiting: ((desk: Desk) => void)[] = [];
  return {
    read: async (raw) => {
      const desk = free.pop() ?? (await new Promise<Desk>((resolve) => waiting.push(resolve)));
      try {
        return await desk.read(raw);
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(desk);
        else next(desk);
      }
    },
    stop: async () => {
      await Promise.all(desks.map((desk) => desk.stop()));
    },
  };
}

interface Desk {
  read(raw: Uint8Array): Promise<IncomingMail | string>;
  stop(): Promise<void>;
}

/** One thread, and another one in its place when it is lost. */
function openDesk(patienceMs: number, heapMb: number): Desk {
  let thread: Promise<Worker> | null = null;
  let hear: (told: Answer | Error | null) => void = () => undefined;

  async function start(): Promise<Worker> {
    const worker = new Worker(START, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    const ready = once(worker, 'message');
    worker.on('message', (answer: Answer) => hear(answer));
    worker.on('error', (error) => hear({ complaint: complaintOf(error) }));
    worker.on('exit', () => {
      thread = null;
      hear(new Error('the thread that reads mails has ended'));
    });
    await ready;
    return worker;
  }

  async function stop(): Promise<void> {
    const worker = await thread?.catch(() => null);
    await worker?.terminate();
  }

  return {
    stop,
    read: async (raw) => {
      thread ??= start();
      const worker = await thread.catch((error: unknown) => {
        thread = null;
        throw error;
      });
      const heard = new Promise<Answer | Error | null>((resolve) => (hear = resolve));
      const patience = setTimeout(() => hear(null), patienceMs);
      worker.postMessage(raw);
      const told = await heard;
      clearTimeout(patience);
      if (told instanceof Error) throw told;
      if (told === null) {
        await worker.terminate();
        return `it takes longer than ${patienceMs / 1_000} seconds to read`;
      }
      return 'mail' in told ? told.mail : told.complaint;
    },
  };
}

const complaintOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'it takes too much memory to read'
    : String(error);
