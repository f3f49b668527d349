import type { DeliveryReport } from '../../channels/mail/incoming-mail.ts';
import type { MailOutcome } from '../../store/incoming-mails.ts';
import { refuseAddress } from '../../store/refused-addresses.ts';
import type { StoredTicket } from '../../store/tickets.ts';
import { NotRunningError } from '../engine.ts';
import type { MailDependencies } from './mail-in-hand.ts';

/**
 * A mail of ours came back: the ticket's team is told, and the customer's address, if it was that, is not written to any more
 * until it writes to us.
 */
export async function returned(
  { store, engine }: MailDependencies,
  { action, reason, recipients }: DeliveryReport,
  ticket: StoredTicket | undefined,
): Promise<MailOutcome> {
  if (action !== 'failed') return { state: 'automatic', reason: `a report: ${action || 'of an unknown kind'}` };
  if (ticket === undefined) return { state: 'bounce', reason: `of no ticket: ${reason}` };
  // Anybody whom our mail was passed on to knows where to report, and may report of others.
  const { customer_email: address } = ticket;
  if (address !== null && recipients.includes(address)) await refuseAddress(store, address, reason);
  await engine.reportBounce(ticket.id, { reason }).catch((error: unknown) => {
    // Closed since: nobody works on it who could reach the customer another way.
    if (!(error instanceof NotRunningError)) throw error;
  });
  return { state: 'bounce', reason, ticketId: ticket.id };
}
