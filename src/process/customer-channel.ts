import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import { createChatChannel } from '../channels/chat-channel.ts';
import { createLogChannel } from '../channels/log-channel.ts';
import { createReplyAddresses } from '../channels/mail/reply-address.ts';
import { createSmtpChannel } from '../channels/mail/smtp-channel.ts';
import { withoutRefusedAddresses } from '../channels/mail/without-refused-addresses.ts';
import type { MailTransport } from '../channels/mail/smtp-transport.ts';
import { createTicketLinks } from '../channels/ticket-links.ts';
import { instantOf } from '../domain/calendar/instant.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { readingOf } from '../store/chat-readings.ts';
import type { Store } from '../store/connect.ts';
import { refusalOf } from '../store/refused-addresses.ts';
import { createChatInvitations } from './chat-invitation.ts';
import type { Environment } from './environment.ts';
import { readLinkSecret } from './link-secret.ts';
import { openMailTransport } from './mail-transport.ts';

/** The way to customers as the settings say: the chat, and e-mail by `SMTP_URL`, otherwise the conversation alone. */
export async function openCustomerChannel(
  environment: Environment,
  policy: Policy,
  store: Store,
  log: Logger,
): Promise<{ channel: Channel; transport: MailTransport | null; close(): void }> {
  const transport = await openMailTransport(environment);
  if (transport === null) {
    log.warn('SMTP_URL is not set: customers read answers in the conversation, and get no e-mail');
    return { channel: createLogChannel(log), transport: null, close: () => undefined };
  }
  const { name, supportAddress } = policy.company;
  const secret = await readLinkSecret(environment);
  const replies = createReplyAddresses(secret, supportAddress);
  const now = async () => instantOf(Date.now());
  const { HOST, PORT, PUBLIC_URL: publicUrl = `http://${HOST}:${PORT}` } = environment;
  if (environment.PUBLIC_URL === undefined && environment.localMailbox === undefined) {
    log.warn(`PUBLIC_URL is not set: links in mails lead to ${publicUrl}, where customers may find nobody`);
  }
  return {
    channel: createChatChannel({
      mail: withoutRefusedAddresses(
        createSmtpChannel(transport, { company: name, supportAddress, replies }),
        (address) => refusalOf(store, address),
      ),
      readingOf: (ticketId) => readingOf(store, ticketId),
      invitation: createChatInvitations({ store, links: createTicketLinks(secret), policy, publicUrl, now }),
      now,
    }),
    transport,
    close: () => transport.close(),
  };
}
