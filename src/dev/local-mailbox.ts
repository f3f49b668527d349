import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { MailboxFolder } from '../channels/mail/mailbox-folder.ts';
import type { Environment } from '../process/environment.ts';
import { freePort } from './ports.ts';

const USUAL_INBOUND_PORT = 2525;

export interface ProvidedMail {
  /** What to add to the environment so that mail goes both ways. */
  readonly settings: Pick<Environment, 'SMTP_URL' | 'INBOUND_SMTP_PORT' | 'localMailbox'>;
  stop(): Promise<void>;
}

/**
 * Mail as the environment wants it. Without a mail server a mailbox on this machine takes what is sent to whomever, and nothing
 * leaves; where others sign in, what is in it would be everybody's to read, and there is none.
 */
export async function provideMail(environment: Environment): Promise<ProvidedMail> {
  const { SMTP_URL, INBOUND_SMTP_PORT, AUTH_ISSUER, KEPT_DATA_DIR } = environment;
  if (SMTP_URL !== undefined || AUTH_ISSUER !== undefined) {
    return { settings: { SMTP_URL, INBOUND_SMTP_PORT }, stop: () => Promise.resolve() };
  }
  const localMailbox = join(KEPT_DATA_DIR, 'mailbox');
  const folder = new MailboxFolder(localMailbox);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      buffer(stream)
        .then((raw) => folder.put(raw))
        .then(() => done(), done);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    settings: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      INBOUND_SMTP_PORT: INBOUND_SMTP_PORT ?? (await freePort(USUAL_INBOUND_PORT)),
      localMailbox,
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
