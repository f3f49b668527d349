import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import { createLogChannel } from '../channels/log-channel.ts';
import { createReplyAddresses } from '../channels/mail/reply-address.ts';
import { createSmtpChannel } from '../channels/mail/smtp-channel.ts';
import { connectMailServer, type Dkim, type MailTransport } from '../channels/mail/smtp-transport.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { Environment } from './environment.ts';
import { readLinkSecret } from './link-secret.ts';
import { StartFault } from './start-fault.ts';

/** The way to customers as the settings say: e-mail by `SMTP_URL`, otherwise the conversation alone. */
export async function openCustomerChannel(
  environment: Environment,
  { company }: Policy,
  log: Logger,
): Promise<{ channel: Channel; transport: MailTransport | null; close(): void }> {
  const { SMTP_URL } = environment;
  if (SMTP_URL === undefined) {
    log.warn('SMTP_URL is not set: customers read answers in the conversation, and get no e-mail');
    return { channel: createLogChannel(log), transport: null, close: () => undefined };
  }
  const transport = connectMailServer(SMTP_URL, await readDkim(environment));
  const { name, supportAddress } = company;
  const replies = createReplyAddresses(await readLinkSecret(environment), supportAddress);
  return {
    channel: createSmtpChannel(transport, { company: name, supportAddress, replies }),
    transport,
    close: () => transport.close(),
  };
}

async function readDkim({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Environment): Promise<Dkim | undefined> {
  if (DKIM_DOMAIN === undefined || DKIM_SELECTOR === undefined || DKIM_KEY_FILE === undefined) return undefined;
  const privateKey = await readFile(DKIM_KEY_FILE, 'utf8').catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartFault(`The key ${DKIM_KEY_FILE} can't be read (${code ?? message}): correct DKIM_KEY_FILE.`);
  });
  return { domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey };
}
