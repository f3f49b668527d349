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
    // What waits in the queue longer than whoever sends it would go out besides the next try of the same.
    await transport.sendMail({ ...mail, signal: AbortSignal.timeout(PATIENCE_MS) });
    return null;
  } catch (error) {
    const { reason, isFinal } = outcomeOf(error);
    if (isFinal) return reason;
    throw new Error(reason);
  }
}

/** The activity that sends has 30 s. */
const PATIENCE_MS = 25_000;

interface SmtpError extends Error {
  code?: string;
  /** Missing where nothing was sent, as the mail itself cannot be. */
  responseCode?: number;
  command?: string;
}

/** "Authentication required", "STARTTLS first" and alike: said instead of taking a sender. */
const ABOUT_OUR_SIGN_IN = [530, 534, 535, 538];

/**
 * A server's 5xx about this mail or its recipient is its last word. Not so what it says to us: a wrong password, or a greeting
 * that sends us away, is ours to mend, and the mail waits.
 */
function outcomeOf(error: unknown): { reason: string; isFinal: boolean } {
  const { code, responseCode = 550, command, message } = error as SmtpError;
  const reason = withoutAddresses(message);
  const isFinal =
    (code === 'EENVELOPE' || code === 'EMESSAGE') &&
    responseCode >= 500 &&
    // Of us as senders, or of how we signed in.
    command !== 'MAIL FROM' &&
    !ABOUT_OUR_SIGN_IN.includes(responseCode);
  return { reason, isFinal };
}

/** What is thrown ends up in workflow history, which holds nothing personal. */
const withoutAddresses = (text: string): string =>
  text.replace(/<?[^\s<>,;:]+@[^\s<>,;:]+>?/g, '<address>').slice(0, 300);
