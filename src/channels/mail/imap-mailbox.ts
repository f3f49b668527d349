import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { Logger } from 'pino';
import { MAX_MAIL_BYTES } from './smtp-listener.ts';

interface Watching {
  /** `imaps://` or `imap://` (TLS where the server offers it), with user, password and mailbox. */
  url: string;
  /** Resolves when the mail is stored: only then it is marked as read. */
  store: (raw: Buffer) => Promise<void>;
  log: Logger;
}

/** Servers that tell of new mail are asked all the same, as a connection may have died in silence. */
const ASK_EVERY_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Takes what is unread in a mailbox, now and whenever mail comes, and marks it as read. Goes on until stopped, however often the server is away. */
export function watchMailbox({ url, store, log }: Watching): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function watch(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    const isStopped = () => signal.aborted;
    while (!isStopped()) {
      try {
        await readUntilBroken(url, store, signal, () => (pause = FIRST_PAUSE_MS));
      } catch (error) {
        if (!isStopped()) log.warn({ err: error }, 'the mailbox cannot be read for now');
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  const stopped = watch();
  return {
    stop: () => {
      stopping.abort();
      return stopped;
    },
  };
}

async function readUntilBroken(
  url: string,
  store: Watching['store'],
  signal: AbortSignal,
  onRead: () => void,
): Promise<void> {
  const { client, mailbox } = clientOf(url);
  // Told besides the command that fails by it.
  client.on('error', () => undefined);
  const leave = () => client.close();
  signal.addEventListener('abort', leave, { once: true });
  try {
    await client.connect();
    await client.mailboxOpen(mailbox);
    while (!signal.aborted && client.usable) {
      const awake = new AbortController();
      const over = { signal: awake.signal };
      // Before reading: what comes meanwhile may not be in what was found.
      const news = [once(client, 'exists', over), once(client, 'close', over)];
      await takeUnread(client, store, signal);
      onRead();
      // The server tells of new mail while it is listened to; until then it would only answer.
      const listening = client.idle().catch(() => undefined);
      await Promise.race([...news, sleep(ASK_EVERY_MS, undefined, over)]).finally(() => awake.abort());
      await client.noop().catch(() => undefined);
      await listening;
    }
  } finally {
    signal.removeEventListener('abort', leave);
    client.close();
  }
}

async function takeUnread(client: ImapFlow, store: Watching['store'], signal: AbortSignal): Promise<void> {
  const unread = (await client.search({ seen: false }, { uid: true })) || [];
  for (const uid of unread) {
    if (signal.aborted) return;
    const found = await client.fetchOne(String(uid), { source: { maxLength: MAX_MAIL_BYTES } }, { uid: true });
    if (found === false || found.source === undefined) continue;
    await store(found.source);
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
  }
}

function clientOf(url: string): { client: ImapFlow; mailbox: string } {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const secure = protocol === 'imaps:';
  const client = new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
  });
  return { client, mailbox: decodeURIComponent(pathname.slice(1)) || 'INBOX' };
}
