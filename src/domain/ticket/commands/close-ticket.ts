import { withdrawApprovals } from '../../approvals/decide-approval.ts';
import { after } from '../../calendar/instant.ts';
import { withdraw } from '../../promises/settle.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { Outcome } from '../ticket.ts';
import type { Command } from './command.ts';
import { byCustomer, notClosed, type Guard } from './guards.ts';
import { returnToWork } from './return-to-work.ts';

/** P10: closes with all details, and leaves nothing running. */
export function close(draft: Draft, outcome: Outcome): void {
  const reason = outcome === 'withdrawn' ? 'ticket-withdrawn' : 'closed';
  withdrawApprovals(draft, reason);
  withdraw(draft, reason, () => true);
  draft.add('ticket.closed', { outcome });
  draft.compose('closed', { outcome, reopenUntil: after(draft.now, draft.terms.reopenWithin) });
}

export const mayConfirm: Guard = (ticket, actor) => {
  byCustomer(ticket, actor);
  notClosed(ticket, actor);
  if (ticket.phase !== 'resolve') refuse('not-resolved', 'no resolution has been sent yet');
};

/** The customer's word on the resolution: solved closes the ticket, not solved puts it back to work. */
export function confirmResolution(draft: Draft, { data }: Command<'confirmResolution'>): void {
  addCustomerMessage(draft, data.messageId);
  if (data.solved) close(draft, 'confirmed');
  else returnToWork(draft);
}

export const mayWithdraw: Guard = (ticket, actor) => {
  byCustomer(ticket, actor);
  notClosed(ticket, actor);
};

/** The customer no longer needs help. */
export function withdrawTicket(draft: Draft, { data }: Command<'withdrawTicket'>): void {
  addCustomerMessage(draft, data.messageId);
  close(draft, 'withdrawn');
}

function addCustomerMessage(draft: Draft, messageId: string | null): void {
  if (messageId === null) return;
  draft.add('message.added', { messageId, author: 'customer', visibility: 'public', asksCustomer: false });
}
