import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Alarm } from './alarm.ts';

/** How soon a client comes back after a stream has ended: nothing should be late by more than a second or so. */
const COME_BACK_AFTER_MS = 1_000;

/** A client that reads nothing for so long is dropped: what is kept for it takes memory. */
const UNREAD_MS = 30_000;

/** How long the streams may take to end by themselves before their connections are closed. */
const LAST_WORD_MS = 500;

/** The longest that a timer can wait; beyond, it would not wait at all. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Opening {
  /** Where the stream goes; when this closes, for whatever reason, the stream is over. */
  response: ServerResponse;
  /** When the stream ends by itself. */
  until: Date;
  /** Begins to ring the alarm at each change. @returns what ends that */
  follow(onChange: () => void): () => void;
  /** What is written, until `signal` is aborted. */
  write(alarm: Alarm, signal: AbortSignal): AsyncIterable<string>;
  unreadMs?: number;
}

/** All streams that are open, so that they can be ended together. */
export class LiveStreams {
  private readonly open = new Map<AbortController, Promise<void>>();
  private isOver = false;

  /** A stream that frees all it uses when its response is closed, and ends in time. */
  start({ response, until, follow, write, unreadMs = UNREAD_MS }: Opening): Readable {
    const alarm = new Alarm();
    const ending = new AbortController();
    const { signal } = ending;
    const ring = () => alarm.ring();
    signal.addEventListener('abort', ring);
    const unfollow = follow(ring);
    const expiry = setTimeout(() => ending.abort(), Math.min(until.getTime() - Date.now(), LONGEST_TIMER_MS));
    expiry.unref();
    const free = () => {
      clearTimeout(expiry);
      unfollow();
      this.open.delete(ending);
      ending.abort();
    };
    this.open.set(ending, finished(response).then(free, free));
    if (this.isOver) ending.abort();
    const chunks = dropWhenUnread(written(write(alarm, signal)), unreadMs, () => response.destroy());
    return Readable.from(chunks);
  }

  /** Ends all streams, and such as begin later. Whoever doesn't read will not see the end, and is not waited for. */
  async end(): Promise<void> {
    this.isOver = true;
    const streams = [...this.open];
    for (const [ending] of streams) ending.abort();
    const waiting = new AbortController();
    const tooLong = sleep(LAST_WORD_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([Promise.all(streams.map(([, over]) => over)), tooLong]);
    waiting.abort();
  }
}

/** Begins at once, even where there is nothing to tell: a client should know that it is connected. */
async function* written(entries: AsyncIterable<string>): AsyncGenerator<string> {
  yield `retry: ${COME_BACK_AFTER_MS}\n\n`;
  yield* entries;
}

/** A chunk is only asked for when the one before was taken, so one that stays is one that nobody reads. */
async function* dropWhenUnread(chunks: AsyncIterable<string>, unreadMs: number, drop: () => void) {
  for await (const chunk of chunks) {
    const timer = setTimeout(drop, unreadMs);
    try {
      yield chunk;
    } finally {
      clearTimeout(timer);
    }
  }
}
