import { HOUR } from '../../domain/calendar/instant.ts';
import { countOpened, type MailOutcome } from '../../store/incoming-mails.ts';
import { lastTicketOf } from '../../store/mail-threads.ts';
import { submitRequest } from '../submit-request.ts';
import type { MailDependencies } from './mail-room.ts';
import type { MailInHand } from './take-mail.ts';

/** New tickets by mail of one sender in an hour: beyond that it is a machine, which must not be acknowledged for ever. */
export const OPENED_AN_HOUR = 20;

const MAX_SUBJECT_LENGTH = 200;

/** P1: whoever writes to the support address has submitted a request. Known by the address, they are who they were before. */
export async function openTicket(
  dependencies: MailDependencies,
  { mail, id, takenAt, message }: MailInHand,
): Promise<MailOutcome> {
  const { store } = dependencies;
  const { sender } = mail;
  const since = new Date(Date.parse(takenAt) - HOUR);
  if ((await countOpened(store, sender.address, since)) >= OPENED_AN_HOUR) {
    return { state: 'held', reason: `more than ${OPENED_AN_HOUR} new requests within an hour from one sender` };
  }
  const last = await lastTicketOf(store, sender.address);
  const ticket = await submitRequest(
    dependencies,
    id,
    {
      id: last?.customer ?? `mailto:${sender.address}`,
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
