import { UndeliverableError, type Channel } from '../channel.ts';
import { composeMail, type Sender } from './compose-mail.ts';
import type { MailTransport } from './smtp-transport.ts';

/** E-mail to customers whose address is known; the others read the conversation. Accepted means: by our mail server. */
export const createSmtpChannel = (transport: MailTransport, sender: Sender): Channel => ({
  send: async (message) => {
    if (message.address === null) return { mailId: null };
    const mail = composeMail(message, sender);
    try {
      await transport.sendMail(mail);
    } catch (error) {
      throw asOutcome(error);
    }
    return { mailId: mail.messageId };
  },
});

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}

/**
 * A server's 5xx about this mail or its recipient is its last word. Not so what it says to us: a wrong password, or a greeting
 * that sends us away, is ours to mend, and the mail waits.
 */
function asOutcome(error: unknown): Error {
  const { code, responseCode = 0, message } = error as SmtpError;
  const reason = withoutAddresses(message);
  const isFinal = (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
  return isFinal ? new UndeliverableError(reason) : new Error(reason);
}

/** What is thrown ends up in workflow history, which holds nothing personal. */
const withoutAddresses = (text: string): string =>
  text.replace(/<?[^\s<>,;:]+@[^\s<>,;:]+>?/g, '<address>').slice(0, 300);
