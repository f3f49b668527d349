import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** How long PostgreSQL may take to connect, or to answer a ping, before the connection counts as dead. */
const PATIENCE_MS = 2_000;

/** A connection that was cut without a word looks alive until something is asked of it. */
const PING_EVERY_MS = 5_000;

interface Listening {
  channel: string;
  /** From now on nothing is missed. */
  onListening(): void;
  onNotification(payload: string): void;
  signal: AbortSignal;
  pingEveryMs?: number;
}

/**
 * Listens on a connection of its own until it breaks or `signal` is aborted: one of the pool would be given to others.
 * @throws Error that broke it
 */
export async function listenUntilBroken(databaseUrl: string, listening: Listening): Promise<void> {
  const { channel, onListening, onNotification, signal, pingEveryMs = PING_EVERY_MS } = listening;
  // Ours, so that it can be closed whatever state the connection is in: a polite end waits for the other side.
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    keepAlive: true,
    application_name: 'kept-live',
    stream: () => socket,
  });
  const over = new AbortController();
  const end = (reason?: unknown) => over.abort(reason);
  over.signal.addEventListener('abort', () => socket.destroy());
  signal.addEventListener('abort', end, { once: true });
  client.on('error', end);
  client.on('notification', ({ payload }) => onNotification(payload ?? ''));
  try {
    signal.throwIfAborted();
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    onListening();
    for (;;) {
      await sleep(pingEveryMs, undefined, { signal: over.signal });
      await client.query('select 1');
    }
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
