import type { IncomingMail } from '../../channels/mail/incoming-mail.ts';
import { findTicketByNumber, findTicketOfThread } from '../../store/mail-threads.ts';
import type { StoredTicket } from '../../store/tickets.ts';
import type { MailDependencies } from './mail-in-hand.ts';

/**
 * Which conversation a mail belongs to. A signed reply address says so, whoever writes: only who got our mail can have it.
 * Otherwise the mails that it answers do, as long as it comes from the customer's own address. A forged reply address
 * belongs nowhere.
 * @returns undefined when it begins a new one
 */
export async function ticketOfMail(
  { store, replies }: MailDependencies,
  { recipients, answers, sender }: IncomingMail,
  envelopeTo: string[],
): Promise<StoredTicket | undefined> {
  const addressed = [...envelopeTo, ...recipients].map((address) => replies.read(address));
  const signed = addressed.find((read) => typeof read === 'object');
  if (signed !== undefined) return findTicketByNumber(store, signed.ticketNumber);
  if (addressed.includes('forged') || sender === null) return undefined;
  return findTicketOfThread(store, answers, sender.address);
}
