import { Refused } from '../../domain/ticket/refusal.ts';
import type { MailOutcome } from '../../store/incoming-mails.ts';
import type { StoredTicket } from '../../store/tickets.ts';
import { continueInNewTicket } from '../continue-in-new-ticket.ts';
import { sendCommand } from '../send-command.ts';
import type { MailDependencies, MailInHand } from './mail-in-hand.ts';
import { heldAsTooMany } from './too-many.ts';

/** An answer is the customer's next word in the same conversation; too long after its end, it begins another one. */
export async function joinConversation(
  dependencies: MailDependencies,
  inHand: MailInHand,
  ticket: StoredTicket,
): Promise<MailOutcome> {
  const held = await heldAsTooMany(dependencies, inHand, 'joined');
  if (held !== null) return held;
  const { mail, id, takenAt, message } = inHand;
  const { sender } = mail;
  const customer = { id: ticket.customer, name: sender.name, role: 'customer', teams: [] } as const;
  try {
    await sendCommand(dependencies, { ...customer, teams: [] }, ticket, {
      commandId: id,
      command: {
        name: 'addMessage',
        actor: { ...customer, teams: [] },
        takenAt,
        data: { visibility: 'public', asksCustomer: false, messageId: id },
      },
      text: { id, visibility: 'public', ...message },
    });
    return { state: 'joined', reason: null, ticketId: ticket.id };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.refusal.code !== 'reopening-expired') {
      return { state: 'refused', reason: error.refusal.detail, ticketId: ticket.id };
    }
    const tooMany = await heldAsTooMany(dependencies, inHand, 'opened');
    if (tooMany !== null) return tooMany;
    const writer = { ...customer, teams: [], address: ticket.customer_email ?? sender.address };
    const next = await continueInNewTicket(dependencies, ticket, writer, id, message.body, {
      takenAt,
      mail: message.mail,
    });
    return { state: 'opened', reason: null, ticketId: next.id };
  }
}
