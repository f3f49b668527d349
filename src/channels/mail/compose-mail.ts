import type { SendMailOptions } from 'nodemailer';
import type { OutgoingMessage } from '../channel.ts';
import { letterOf } from './letter.ts';
import { messageIdOf } from './message-id.ts';
import type { ReplyAddresses } from './reply-address.ts';

/** Whose mails these are. */
export interface Sender {
  company: string;
  supportAddress: string;
  replies: ReplyAddresses;
}

/** Other people's servers refuse a header that is no ASCII; what is none was not made by a mail program. */
const MAIL_ID = /^<[\x21-\x7e]{1,250}>$/;

/** Long threads keep their beginning, by which clients find them, and their end. */
const LAST_REFERENCES = 20;

/** The mail that brings a message to its customer, as an answer to the last mail of their conversation. */
export function composeMail(message: OutgoingMessage, sender: Sender): SendMailOptions & { messageId: string } {
  const { author, automatic, body, locale } = message;
  const thread = message.thread.filter((mailId) => MAIL_ID.test(mailId));
  const subject = subjectOf(message);
  const replyTo = sender.replies.of(message.ticketNumber);
  const latest = thread.at(-1);
  return {
    messageId: messageIdOf(message, sender.supportAddress),
    from: {
      name: author === sender.company ? sender.company : `${lineOf(author)} (${sender.company})`,
      address: sender.supportAddress,
    },
    to: message.address ?? [],
    replyTo,
    // Where a server that cannot deliver it says so: that mail then names its ticket.
    envelope: { from: replyTo, to: message.address ?? [] },
    subject,
    ...(latest === undefined ? {} : { inReplyTo: latest, references: referencesTo(thread) }),
    headers: { 'Content-Language': locale, ...(automatic === null ? {} : automaticHeaders(automatic)) },
    text: body,
    html: letterOf({ subject, body, locale }),
    // What customers wrote is text: no address or file in it may be followed.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Other machines neither answer such mails nor tell of absences (RFC 3834; the second header is what Exchange heeds). */
const automaticHeaders = (automatic: 'reply' | 'notice') => ({
  'Auto-Submitted': automatic === 'reply' ? 'auto-replied' : 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
});

function referencesTo(thread: string[]): string[] {
  const [first, ...rest] = thread;
  return first === undefined ? [] : [first, ...rest.slice(-LAST_REFERENCES)];
}

/** Clients put together what has one subject: that of the customer's own mail stays as it was. */
function subjectOf({ origin, subject, ticketNumber, thread }: OutgoingMessage): string {
  const plain = lineOf(subject);
  const named = origin === 'email' ? plain : `[#${ticketNumber}] ${plain}`;
  return thread.length === 0 || /^re:/i.test(named) ? named : `Re: ${named}`;
}

const lineOf = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
