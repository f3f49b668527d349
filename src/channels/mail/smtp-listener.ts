import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream } from 'smtp-server';

/** A mail on its way in, not looked into yet. */
export interface ArrivingMail {
  /** Empty for what servers send by themselves. */
  envelopeFrom: string;
  envelopeTo: string[];
  raw: Buffer;
}

interface Listening {
  host: string;
  /** 0: any free one. */
  port: number;
  /** Which recipients are ours. */
  isOurs: (address: string) => boolean;
  /** Resolves when the mail is stored: only then its sender hears that we have it. */
  store: (mail: ArrivingMail) => Promise<void>;
  /** Without it connections are not encrypted: the package's own key is known to everybody, and never used. */
  tls?: { key: string; cert: string };
  /** How many bytes of mails that are not stored yet may be held in memory. */
  maxBytesInHand?: number;
  log: Logger;
}

export interface MailListener {
  port: number;
  stop(): Promise<void>;
}

/** RFC 5321 asks for at least as many; nobody writes to more of our addresses. */
const MAX_RECIPIENTS = 100;
/** As encoded for its way, so a third less of attached files. */
export const MAX_MAIL_BYTES = 25 * 1024 * 1024;
const MAX_CLIENTS = 100;
const MAX_BYTES_IN_HAND = 4 * MAX_MAIL_BYTES;
const IDLE_MS = 60_000;
/** Whoever is still speaking when we stop sends again. */
const FAREWELL_MS = 2_000;

/** Takes mail from relays and other servers. What it answers is what became of the mail: taken when it is stored, and not before. */
export async function listenForMail({
  host,
  port,
  isOurs,
  store,
  tls,
  maxBytesInHand = MAX_BYTES_IN_HAND,
  log,
}: Listening): Promise<MailListener> {
  const hands = handsFor(maxBytesInHand);
  const server = new SMTPServer({
    name: 'kept',
    banner: 'Kept',
    authOptional: true,
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    ...tls,
    size: MAX_MAIL_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: IDLE_MS,
    closeTimeout: FAREWELL_MS,
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, { envelope }, done) => {
      if (envelope.rcptTo.length >= MAX_RECIPIENTS) return done(answer(452, '4.5.3 too many recipients'));
      if (!isOurs(address)) return done(answer(550, '5.1.1 nobody here has this address'));
      return done();
    },
    onData: (stream, { envelope }, done) => {
      const hand = hands.one();
      take(stream, hand)
        .then(async (raw) => {
          if (raw === 'too-big') return done(answer(552, `5.3.4 expected at most ${MAX_MAIL_BYTES} bytes`));
          if (raw === 'too-much') return done(answer(451, '4.3.1 too much comes at once, please try again'));
          const envelopeTo = envelope.rcptTo.map(({ address }) => address);
          await store({ envelopeFrom: addressOf(envelope.mailFrom), envelopeTo, raw });
          return done();
        })
        .catch((error: unknown) => {
          log.warn({ err: error }, 'a mail could not be stored, and its sender was asked to try again');
          done(answer(451, '4.3.0 this cannot be stored for now, please try again'));
        })
        .finally(hand.empty);
    },
  });
  server.on('error', (error) => log.debug({ err: error }, 'a connection to the mail listener broke'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** @returns why it is not kept: it is read to its end all the same, so that the sender hears it */
async function take(stream: SMTPServerDataStream, hand: Hand): Promise<Buffer | 'too-big' | 'too-much'> {
  const parts: Buffer[] = [];
  let isTooMuch = false;
  for await (const part of stream as AsyncIterable<Buffer>) {
    if (!stream.sizeExceeded && !isTooMuch && hand.take(part.length)) {
      parts.push(part);
      continue;
    }
    isTooMuch = !stream.sizeExceeded;
    parts.length = 0;
    hand.empty();
  }
  if (stream.sizeExceeded) return 'too-big';
  return isTooMuch ? 'too-much' : Buffer.concat(parts);
}

/** What is held of one mail. */
interface Hand {
  /** @returns false when that would be too much of all mails together */
  take(bytes: number): boolean;
  empty(): void;
}

function handsFor(maxBytes: number): { one(): Hand } {
  let inAll = 0;
  return {
    one: () => {
      let held = 0;
      return {
        take: (bytes) => {
          if (inAll + bytes > maxBytes) return false;
          held += bytes;
          inAll += bytes;
          return true;
        },
        empty: () => {
          inAll -= held;
          held = 0;
        },
      };
    },
  };
}

const answer = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

const addressOf = (sender: SMTPServerAddress | false): string => (sender === false ? '' : sender.address);
