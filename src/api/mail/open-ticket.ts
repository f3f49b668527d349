import type { MailOutcome } from '../../store/incoming-mails.ts';
import { lastTicketOf } from '../../store/mail-threads.ts';
import { submitRequest } from '../submit-request.ts';
import type { MailDependencies, MailInHand } from './mail-in-hand.ts';
import { heldAsTooMany } from './too-many.ts';

const MAX_SUBJECT_LENGTH = 200;

/** P1: whoever writes to the support address has submitted a request. Known by the address, they are who they were before. */
export async function openTicket(dependencies: MailDependencies, inHand: MailInHand): Promise<MailOutcome> {
  const held = await heldAsTooMany(dependencies, inHand, 'opened');
  if (held !== null) return held;
  const { store, customerIdOf } = dependencies;
  const { mail, id, takenAt, message } = inHand;
  const { sender } = mail;
  const last = await lastTicketOf(store, sender.address);
  const ticket = await submitRequest(
    dependencies,
    id,
    {
      id: last?.customer ?? customerIdOf(sender.address),
      name: sender.name,
      role: 'customer',
      teams: [],
      address: sender.address,
    },
    {
      channel: 'email',
      subject: mail.subject || beginningOf(message.body) || sender.name,
      body: message.body,
      ...(last === undefined ? {} : { locale: last.locale, timeZone: last.time_zone }),
      ...(last?.country == null ? {} : { country: last.country }),
    },
    { takenAt, mail: message.mail },
  );
  return { state: 'opened', reason: null, ticketId: ticket.id };
}

/** A mail without a subject is called by what it begins with. */
const beginningOf = (text: string): string => (text.split('\n')[0] ?? '').trim().slice(0, MAX_SUBJECT_LENGTH);
