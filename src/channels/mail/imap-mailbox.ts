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
  /** Resolves when it is noted that a mail is not taken: it stays in the mailbox, flagged. */
  refuse: (beginning: Buffer, reason: string) => Promise<void>;
  log: Logger;
}

type Handing = Pick<Watching, 'store' | 'refuse'>;

/** Of what is too big as much is read: who wrote it, and about what. */
const BEGINNING_BYTES = 64 * 1024;

/** Servers that tell of new mail are asked all the same, as a connection may have died in silence. */
const ASK_EVERY_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Takes what is unread in a mailbox, now and whenever mail comes, and marks it as read. Goes on until stopped, however often the server is away. */
export function watchMailbox({ url, log, ...handing }: Watching): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function watch(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    const isStopped = () => signal.aborted;
    while (!isStopped()) {
      try {
        await readUntilBroken(url, handing, signal, () => (pause = FIRST_PAUSE_MS));
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

async function readUntilBroken(url: string, handing: Handing, signal: AbortSignal, onRead: () => void): Promise<void> {
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
      const news = Promise.race([once(client, 'exists', over), once(client, 'close', over)]);
      // A connection that breaks is told by the command that fails, too: nobody may be waiting for this one yet.
      news.catch(() => undefined);
      await takeUnread(client, handing, signal);
      onRead();
      // The server tells of new mail while it is listened to; until then it would only answer.
      const listening = client.idle().catch(() => undefined);
      await Promise.race([news, sleep(ASK_EVERY_MS, undefined, over)]).finally(() => awake.abort());
      await client.noop().catch(() => undefined);
      await listening;
    }
  } finally {
    signal.removeEventListener('abort', leave);
    client.close();
  }
}

async function takeUnread(client: ImapFlow, { store, refuse }: Handing, signal: AbortSignal): Promise<void> {
  const unread = (await client.search({ seen: false }, { uid: true })) || [];
  for (const uid of unread) {
    if (signal.aborted) return;
    // What is cut would look like the whole.
    const size = await sizeOf(client, uid);
    const isTooBig = size > MAX_MAIL_BYTES;
    const source = await sourceOf(client, uid, isTooBig ? BEGINNING_BYTES : undefined);
    if (source === undefined) continue;
    if (isTooBig)
      await refuse(
        source,
        `it has ${size} bytes, and at most ${MAX_MAIL_BYTES} are taken: it is in the mailbox, flagged`,
      );
    else await store(source);
    // Otherwise it would be taken again and again.
    if (!(await client.messageFlagsAdd(String(uid), isTooBig ? ['\\Seen', '\\Flagged'] : ['\\Seen'], { uid: true }))) {
      throw new Error('the mailbox does not let mails be marked as read');
    }
  }
}

async function sizeOf(client: ImapFlow, uid: number): Promise<number> {
  const found = await client.fetchOne(String(uid), { size: true }, { uid: true });
  return found === false ? 0 : (found.size ?? 0);
}

async function sourceOf(client: ImapFlow, uid: number, maxLength?: number): Promise<Buffer | undefined> {
  const source = maxLength === undefined ? true : { maxLength };
  const found = await client.fetchOne(String(uid), { source }, { uid: true });
  return found === false ? undefined : found.source;
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
