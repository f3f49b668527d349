import { createHash } from 'node:crypto';
import { foldReply } from '../../channels/mail/fold-reply.ts';
import type { IncomingMail } from '../../channels/mail/incoming-mail.ts';
import { readMail } from '../../channels/mail/read-mail.ts';
import { instantOf } from '../../domain/calendar/instant.ts';
import type { MailParts } from '../../store/conversation.ts';
import { claimMail, describeMail, type MailOutcome, type StoredMail } from '../../store/incoming-mails.ts';
import { trustAddress } from '../../store/refused-addresses.ts';
import { uuidOf } from '../idempotency.ts';
import { joinConversation } from './join-conversation.ts';
import type { MailDependencies } from './mail-room.ts';
import { openTicket } from './open-ticket.ts';
import { returned } from './returned-mail.ts';
import { ticketOfMail } from './ticket-of-mail.ts';

/** A mail as its steps need it. */
export interface MailInHand {
  mail: IncomingMail & { sender: NonNullable<IncomingMail['sender']> };
  /** The same for every copy of it: what it does is done once. */
  id: string;
  takenAt: string;
  /** As a message of the conversation. */
  message: { body: string; mail: MailParts };
}

const MAX_BODY_LENGTH = 50_000;

/** Decides what a mail is, and does it. Again, it does nothing more. */
export async function takeMail(dependencies: MailDependencies, stored: StoredMail): Promise<MailOutcome> {
  const { store } = dependencies;
  const mail = await readMail(stored.raw).catch((error: unknown) => String(error));
  if (typeof mail === 'string') return { state: 'refused', reason: `it cannot be read as a mail: ${mail}` };
  const { sender, subject } = mail;
  await describeMail(store, stored.id, { sender: sender?.address ?? null, subject });
  const key = keyOf(mail, stored.raw);
  if (!(await claimMail(store, stored.id, key))) return { state: 'duplicate', reason: 'the same mail came before' };
  const found = await ticketOfMail(dependencies, mail, stored.envelope_to);
  if (mail.report !== null) return returned(dependencies, mail.report, found);
  const automatic = automaticBy(dependencies, mail, stored);
  if (automatic !== null) return { state: 'automatic', reason: automatic, ...(found && { ticketId: found.id }) };
  if (sender === null) return { state: 'refused', reason: 'it names no sender whom one could answer' };
  await trustAddress(store, sender.address);
  const inHand = {
    mail: { ...mail, sender },
    id: uuidOf(key),
    takenAt: instantOf(stored.received_at.getTime()),
    message: messageOf(mail),
  };
  return found === undefined ? openTicket(dependencies, inHand) : joinConversation(dependencies, inHand, found);
}

/** Two machines that answer each other never end: what a machine wrote is answered by none. */
function automaticBy(
  { current }: MailDependencies,
  { automatic, sender }: IncomingMail,
  { envelope_from, source }: StoredMail,
): string | null {
  if (automatic !== null) return automatic;
  if (source === 'smtp' && envelope_from === '') return 'its envelope has no sender';
  const { supportAddress } = current.policy.company;
  return sender !== null && withoutDetail(sender.address) === supportAddress.toLowerCase()
    ? 'we wrote it ourselves'
    : null;
}

const withoutDetail = (address: string): string => address.replace(/\+[^@]*@/, '@');

/** By its Message-ID and sender; by all of it where it has no Message-ID. */
function keyOf({ mailId, sender }: IncomingMail, raw: Buffer): string {
  const hash = createHash('sha256');
  return (mailId === null ? hash.update(raw) : hash.update(JSON.stringify([mailId, sender?.address ?? '']))).digest(
    'hex',
  );
}

function messageOf({ text, mailId, files }: IncomingMail): MailInHand['message'] {
  const { fresh, folded } = foldReply(text);
  const rest = fresh.slice(MAX_BODY_LENGTH);
  const aside = [rest, folded ?? ''].filter((part) => part !== '').join('\n\n');
  return { body: fresh.slice(0, MAX_BODY_LENGTH), mail: { mailId, folded: aside === '' ? null : aside, files } };
}
