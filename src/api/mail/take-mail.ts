import { createHash } from 'node:crypto';
import type { DeliveryReport, IncomingMail } from '../../channels/mail/incoming-mail.ts';
import { instantOf } from '../../domain/calendar/instant.ts';
import { claimMail, describeMail, type MailOutcome, type StoredMail } from '../../store/incoming-mails.ts';
import { trustAddress } from '../../store/refused-addresses.ts';
import { uuidOf } from '../idempotency.ts';
import { joinConversation } from './join-conversation.ts';
import type { MailDependencies, MailInHand } from './mail-in-hand.ts';
import { openTicket } from './open-ticket.ts';
import { returned } from './returned-mail.ts';
import { ticketOfMail } from './ticket-of-mail.ts';

/** Decides what a mail is, and does it. Again, it does nothing more. */
export async function takeMail(dependencies: MailDependencies, stored: StoredMail): Promise<MailOutcome> {
  const { store, reader } = dependencies;
  const mail = await reader.read(stored.raw);
  if (typeof mail === 'string') return { state: 'refused', reason: `it cannot be read as a mail: ${mail}` };
  const { sender, subject } = mail;
  await describeMail(store, stored.id, { sender: sender?.address ?? null, subject });
  const key = keyOf(mail, stored.raw);
  if (!(await claimMail(store, stored.id, key))) return { state: 'duplicate', reason: 'the same mail came before' };
  const found = await ticketOfMail(dependencies, mail, stored.envelope_to);
  if (mail.report !== null) return returned(dependencies, mail.report, found);
  const byServer = isByServer(mail, stored);
  // Many servers report in words of their own.
  if (byServer && found !== undefined && mail.automatic === null) return returned(dependencies, inWords(mail), found);
  const automatic = automaticBy(dependencies, mail) ?? (byServer ? 'its envelope has no sender' : null);
  if (automatic !== null) return { state: 'automatic', reason: automatic, ...(found && { ticketId: found.id }) };
  if (sender === null) return { state: 'refused', reason: 'it names no sender whom one could answer' };
  await trustAddress(store, sender.address);
  const inHand = {
    mail: { ...mail, sender },
    id: uuidOf(key),
    takenAt: instantOf(stored.received_at.getTime()),
    isReleased: stored.released_by !== null,
    message: messageOf(mail),
  };
  return found === undefined ? openTicket(dependencies, inHand) : joinConversation(dependencies, inHand, found);
}

/** Two machines that answer each other never end: what a machine wrote is answered by none. */
function automaticBy({ current }: MailDependencies, { automatic, sender }: IncomingMail): string | null {
  if (automatic !== null) return automatic;
  if (sender !== null && /^(mailer-daemon|postmaster)@/.test(sender.address)) return 'a mail server wrote it';
  const { supportAddress } = current.policy.company;
  return sender !== null && withoutDetail(sender.address) === supportAddress.toLowerCase()
    ? 'we wrote it ourselves'
    : null;
}

/** What servers write themselves has no sender to answer to: in the envelope, or in what a mailbox keeps of that. */
const isByServer = ({ returnPath }: IncomingMail, { envelope_from, source }: StoredMail): boolean =>
  source === 'smtp' ? envelope_from === '' : returnPath === '';

const inWords = ({ subject, failedRecipients }: IncomingMail): DeliveryReport => ({
  action: 'failed',
  reason: subject || 'no reason was given',
  recipients: failedRecipients,
});

const withoutDetail = (address: string): string => address.replace(/\+[^@]*@/, '@');

/** By its Message-ID and sender; by all of it where it has no Message-ID. */
function keyOf({ mailId, sender }: IncomingMail, raw: Buffer): string {
  const hash = createHash('sha256');
  return (mailId === null ? hash.update(raw) : hash.update(JSON.stringify([mailId, sender?.address ?? '']))).digest(
    'hex',
  );
}

const messageOf = ({ text, folded, mailId, files }: IncomingMail): MailInHand['message'] => ({
  body: text,
  mail: { mailId, folded, files },
});
