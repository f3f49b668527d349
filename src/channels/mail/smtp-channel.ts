import type { SendMailOptions } from 'nodemailer';
import { UndeliverableError, type Channel } from '../channel.ts';
import { composeMail, type Sender } from './compose-mail.ts';
import type { MailTransport } from './smtp-transport.ts';

/** E-mail to customers whose address is known; the others read the conversation. Accepted means: by our mail server. */
export const createSmtpChannel = (transport: MailTransport, sender: Sender): Channel => ({
  send: async (message) => {
    if (message.address === null) return { mailId: null };
    const mail = composeMail(message, sender);
    const refusal = await send(transport, mail);
    if (refusal !== null) throw new UndeliverableError(refusal);
    return { mailId: mail.messageId };
  },
});

/** @returns why the server refused the mail for good; `null`: it was accepted. @throws Error to be tried again */
export async function send(transport: MailTransport, mail: SendMailOptions): Promise<string | null> {
  try {
    await transport.sendMail(mail);
    return null;
  } catch (error) {
    const { reason, isFinal } = outcomeOf(error);
    if (isFinal) return reason;
    throw new Error(reason);
  }
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}

/**
 * A server's 5xx about this mail or its recipient is its last word. Not so what it says to us: a wrong password, or a greeting
 * that sends us away, is ours to mend, and the mail waits.
 */
function outcomeOf(error: unknown): { reason: string; isFinal: boolean } {
  const { code, responseCode = 0, message } = error as SmtpError;
  const reason = withoutAddresses(message);
  const isFinal = (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
  return { reason, isFinal };
}

/** What is thrown ends up in workflow history, which holds nothing personal. */
const withoutAddresses = (text: string): string =>
  text.replace(/<?[^\s<>,;:]+@[^\s<>,;:]+>?/g, '<address>').slice(0, 300);
