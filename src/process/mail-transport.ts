import { readFile } from 'node:fs/promises';
import { connectMailServer, type Dkim, type MailTransport } from '../channels/mail/smtp-transport.ts';
import type { Environment } from './environment.ts';
import { StartFault } from './start-fault.ts';

/** The mail server of `SMTP_URL`; `null` where there is none. @throws StartFault when the key to sign with can't be read */
export async function openMailTransport(environment: Environment): Promise<MailTransport | null> {
  const { SMTP_URL } = environment;
  return SMTP_URL === undefined ? null : connectMailServer(SMTP_URL, await readDkim(environment));
}

async function readDkim({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Environment): Promise<Dkim | undefined> {
  if (DKIM_DOMAIN === undefined || DKIM_SELECTOR === undefined || DKIM_KEY_FILE === undefined) return undefined;
  const privateKey = await readFile(DKIM_KEY_FILE, 'utf8').catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartFault(`The key ${DKIM_KEY_FILE} can't be read (${code ?? message}): correct DKIM_KEY_FILE.`);
  });
  return { domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey };
}
