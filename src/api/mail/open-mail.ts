import { readFile } from 'node:fs/promises';
import { createReplyAddresses } from '../../channels/mail/reply-address.ts';
import { listenForMail } from '../../channels/mail/smtp-listener.ts';
import { watchMailbox } from '../../channels/mail/imap-mailbox.ts';
import type { Environment } from '../../process/environment.ts';
import { readLinkSecret } from '../../process/link-secret.ts';
import { StartFault } from '../../process/start-fault.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { openMailRoom } from './mail-room.ts';

/** Mail in, by the ways that the settings name. Mails that wait from before are looked into in any case. */
export async function openMail(
  environment: Environment,
  dependencies: ApiDependencies,
): Promise<{ stop(): Promise<void> }> {
  const { HOST, INBOUND_SMTP_PORT, IMAP_URL } = environment;
  const { current, log } = dependencies;
  const { supportAddress } = current.policy.company;
  const replies = createReplyAddresses(await readLinkSecret(environment), supportAddress);
  const room = openMailRoom({ ...dependencies, replies });
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
        });
  if (listener !== null) log.info({ port: listener.port }, `mail to ${supportAddress} is taken here`);
  const mailbox =
    IMAP_URL === undefined
      ? null
      : watchMailbox({
          url: IMAP_URL,
          store: (raw) => room.put({ source: 'imap', envelopeFrom: '', envelopeTo: [], raw }),
          log,
        });
  return {
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
