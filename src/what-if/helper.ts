import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Answer } from './answer.ts';
import type { Asked } from './desk.ts';
import type { Portion } from './portions.ts';

/** A desk in a thread of its own. */
export interface Helper {
  ready: Promise<unknown>;
  /** One portion at a time. */
  study(portion: Portion): Promise<Answer>;
  /** Fails with what the thread ended by, however it did. What it was to answer stays unanswered then. */
  ended: Promise<never>;
  stop(): Promise<unknown>;
}

const START = new URL('desk-thread-start.js', import.meta.url);

export function startHelper(asked: Asked): Helper {
  const worker = new Worker(START, { execArgv: [], workerData: asked });
  const ready = once(worker, 'message');
  const ended = new Promise<never>((_resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('a thread that lives tickets again has ended')));
  });
  // It ends in any case, also when nobody listens any more.
  for (const heard of [ready, ended]) heard.catch(() => undefined);
  return {
    ready,
    ended,
    study: async (portion) => {
      worker.postMessage(portion);
      const [answer] = (await once(worker, 'message')) as [Answer];
      return answer;
    },
    stop: () => worker.terminate(),
  };
}
