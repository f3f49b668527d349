import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { eventually } from './eventually.ts';

/** A mail as the server took it. */
export interface TakenMail extends ParsedMail {
  raw: Buffer;
  envelopeFrom: string;
  envelopeTo: string[];
}

/** A real mail server that keeps what it takes, and answers as a story wants it to. */
export class MailServer {
  readonly mails: TakenMail[] = [];
  attempts = 0;
  /** What it says to recipients instead of taking mail for them: 450 (for now) or 550 (for good). */
  refusal: { code: number; text: string } | null = null;
  private server: SMTPServer | null = null;
  private port = 0;

  static async start(): Promise<MailServer> {
    const started = new MailServer();
    await started.listen();
    return started;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Listens, at the same port as before. @throws Error when somebody else has it */
  async listen(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      closeTimeout: 1,
      logger: false,
      onRcptTo: (_address, _session, done) => {
        this.attempts += 1;
        const { refusal } = this;
        done(refusal === null ? null : Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
      },
      onData: (stream, { envelope }, done) => {
        const take = async () => {
          const raw = await buffer(stream);
          const from = envelope.mailFrom;
          this.mails.push({
            ...(await simpleParser(raw)),
            raw,
            envelopeFrom: from === false ? '' : from.address,
            envelopeTo: envelope.rcptTo.map(({ address }) => address),
          });
        };
        take().then(() => done(), done);
      },
    });
    // Once it listens, clients that leave in the middle are their own business.
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Nobody answers any more. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server !== null) await new Promise<void>((resolve) => server.close(resolve));
  }

  to = (address: string): TakenMail[] =>
    this.mails.filter(({ envelopeTo }) => envelopeTo.some((to) => to.toLowerCase() === address.toLowerCase()));

  /** Waits, in real time, for so many mails to an address. */
  arrived = (address: string, count: number): Promise<TakenMail[]> =>
    eventually(async () => (this.to(address).length >= count ? this.to(address) : undefined));
}
