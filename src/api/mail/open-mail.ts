import { readFile } from 'node:fs/promises';
import { createMailCustomerIds } from '../../channels/mail/mail-customer.ts';
import { createReplyAddresses } from '../../channels/mail/reply-address.ts';
import { listenForMail } from '../../channels/mail/smtp-listener.ts';
import { watchMailbox } from '../../channels/mail/imap-mailbox.ts';
import type { Environment } from '../../process/environment.ts';
import { readLinkSecret } from '../../process/link-secret.ts';
import { StartFault } from '../../process/start-fault.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { openMailRoom } from './mail-room.ts';

/** A mailbox keeps no envelopes. */
const FROM_MAILBOX = { source: 'imap', envelopeFrom: '', envelopeTo: [] as string[] } as const;

/** Mail in, by the ways that the settings name. Mails that wait from before are looked into in any case. @returns where it is listened for */
export async function openMail(
  environment: Environment,
  dependencies: ApiDependencies,
): Promise<{ port: number | null; stop(): Promise<void> }> {
  const { HOST, INBOUND_SMTP_PORT, IMAP_URL } = environment;
  const { current, log } = dependencies;
  const { supportAddress } = current.policy.company;
  const secret = await readLinkSecret(environment);
  const replies = createReplyAddresses(secret, supportAddress);
  const room = openMailRoom({ ...dependencies, replies, customerIdOf: createMailCustomerIds(secret) });
  const isOurs = (address: string) =>
    address.toLowerCase() === supportAddress.toLowerCase() || replies.read(address) !== 'nobody';
  const tls = await readTls(environment);
  const listener =
    INBOUND_SMTP_PORT === undefined
      ? null
      : await listenForMail({
          host: HOST,
          port: INBOUND_SMTP_PORT,
          isOurs,
          store: (mail) => room.put({ ...mail, source: 'smtp' }),
          ...(tls === null ? {} : { tls }),
          log,
        }).catch((error: unknown) => {
          const { code } = error as NodeJS.ErrnoException;
          if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
          const why = code === 'EACCES' ? 'may not be listened at' : 'is taken by another program';
          throw new StartFault(`Port ${INBOUND_SMTP_PORT} on ${HOST} ${why}: choose another INBOUND_SMTP_PORT.`);
        });
  if (listener !== null) log.info({ port: listener.port }, `mail to ${supportAddress} is taken here`);
  const mailbox =
    IMAP_URL === undefined
      ? null
      : watchMailbox({
          url: IMAP_URL,
          store: (raw) => room.put({ ...FROM_MAILBOX, raw }),
          refuse: (raw, reason) => room.refuse({ ...FROM_MAILBOX, raw }, reason),
          log,
        });
  return {
    port: listener?.port ?? null,
    stop: async () => {
      await listener?.stop();
      await mailbox?.stop();
      await room.stop();
    },
  };
}

async function readTls({ INBOUND_TLS_KEY_FILE: keyFile, INBOUND_TLS_CERT_FILE: certFile }: Environment) {
  if (keyFile === undefined || certFile === undefined) return null;
  try {
    return { key: await readFile(keyFile, 'utf8'), cert: await readFile(certFile, 'utf8') };
  } catch (error) {
    const { path = keyFile, code = String(error) } = error as NodeJS.ErrnoException;
    throw new StartFault(`${path} can't be read (${code}): correct INBOUND_TLS_KEY_FILE and INBOUND_TLS_CERT_FILE.`);
  }
}
