import type { DeliveryReport } from '../../channels/mail/incoming-mail.ts';
import type { MailOutcome } from '../../store/incoming-mails.ts';
import { refuseAddress } from '../../store/refused-addresses.ts';
import type { StoredTicket } from '../../store/tickets.ts';
import { NotRunningError } from '../engine.ts';
import type { MailDependencies } from './mail-room.ts';

/** A mail of ours came back: its address is not written to any more until it writes to us, and the ticket's team is told. */
export async function returned(
  { store, engine }: MailDependencies,
  { action, reason }: DeliveryReport,
  ticket: StoredTicket | undefined,
): Promise<MailOutcome> {
  if (action !== 'failed') return { state: 'automatic', reason: `a report: ${action || 'of an unknown kind'}` };
  if (ticket === undefined) return { state: 'bounce', reason: `of no ticket: ${reason}` };
  if (ticket.customer_email !== null) await refuseAddress(store, ticket.customer_email, reason);
  await engine.reportBounce(ticket.id, { reason }).catch((error: unknown) => {
    // Closed since: nobody works on it who could reach the customer another way.
    if (!(error instanceof NotRunningError)) throw error;
  });
  return { state: 'bounce', reason, ticketId: ticket.id };
}
