import { after } from '../../calendar/instant.ts';
import { nextReplyDue, oweNextReply } from '../../promises/next-reply.ts';
import { isStaff } from '../actor.ts';
import { beginReview } from '../begin-review.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { Command } from './command.ts';
import { byCustomer, byHoldingTeam, notClosed, type Guard } from './guards.ts';
import { reopen, returnToWork } from './return-to-work.ts';
import { beginWaiting, endWaiting } from './silence.ts';
import { writeToCustomer } from './working.ts';

/** Staff of the holding team until it is closed; its customer always: a message to a closed ticket reopens it. */
export const mayAddMessage: Guard = (ticket, actor) => {
  if (!isStaff(actor)) return byCustomer(ticket, actor);
  byHoldingTeam(ticket, actor);
  notClosed(ticket, actor);
};

export function addMessage(draft: Draft, { actor, data }: Command<'addMessage'>): void {
  const { messageId, visibility, asksCustomer } = data;
  if (!isStaff(actor)) return customerWrites(draft, messageId);
  if (visibility === 'internal') {
    beginReview(draft);
    draft.add('message.added', { messageId, author: actor.role, visibility, asksCustomer: false });
    return;
  }
  if (asksCustomer && draft.ticket.phase === 'resolve') {
    refuse('ticket-resolved', "the ticket already waits for the customer's word on the resolution", 'asksCustomer');
  }
  writeToCustomer(draft, actor, messageId, { asksCustomer });
  if (asksCustomer) beginWaiting(draft);
}

/** A customer's message ends waiting, contradicts a resolution, reopens a closed ticket, and is always owed a reply. */
function customerWrites(draft: Draft, messageId: string): void {
  const { closedAt, phase } = draft.ticket;
  if (closedAt !== null) {
    if (draft.now > after(closedAt, draft.terms.reopenWithin)) {
      refuse('reopening-expired', 'the ticket was closed too long ago to be reopened');
    }
    reopen(draft);
  }
  draft.add('message.added', { messageId, author: 'customer', visibility: 'public', asksCustomer: false });
  endWaiting(draft);
  if (closedAt === null && phase === 'resolve') return returnToWork(draft);
  oweNextReply(draft);
  if (closedAt !== null) draft.compose('reopened', { replyBy: nextReplyDue(draft.ticket) });
}
