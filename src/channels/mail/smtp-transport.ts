import { createTransport, type Transporter } from 'nodemailer';
import type { SentMessageInfo, Options } from 'nodemailer/lib/smtp-pool';

/** Who vouches for our mails: the domain's key, and the name under which its DNS tells the other half. */
export interface Dkim {
  domainName: string;
  keySelector: string;
  privateKey: string;
}

export type MailTransport = Transporter<SentMessageInfo, Options>;

/** A server that says nothing for so long is as good as away: the try ends before its activity does. */
const PATIENCE_MS = 10_000;
const CONNECTIONS = 5;

/** Sends by one mail server. @param url `smtp://` (TLS where the server offers it) or `smtps://`, with user and password where it asks */
export const connectMailServer = (url: string, dkim?: Dkim): MailTransport =>
  createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: 2 * PATIENCE_MS,
    ...(dkim === undefined ? {} : { dkim }),
  });
