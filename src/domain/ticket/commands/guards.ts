import { belongsTo, isStaff, type Actor } from '../actor.ts';
import { refuse } from '../refusal.ts';
import type { Ticket } from '../ticket.ts';

/** A precondition of a step: throws {@link Refused} when it does not hold. First who may, then whether it fits the state. */
export type Guard = (ticket: Ticket, actor: Actor) => void;

export const byHoldingTeam: Guard = (ticket, actor) => {
  if (!isStaff(actor) || !belongsTo(actor, ticket.team)) {
    refuse('not-holding-team', `only the team that holds the ticket (${ticket.team}) may do this`);
  }
};

export const byCustomer: Guard = (ticket, actor) => {
  if (actor.role !== 'customer' || actor.id !== ticket.customer) {
    refuse('not-your-ticket', 'only the customer who wrote the ticket may do this');
  }
};

export const notClosed: Guard = (ticket) => {
  if (ticket.closedAt !== null) refuse('ticket-closed', 'the ticket is closed');
};

/** Work goes on: neither closed nor waiting for the customer's word on a resolution. */
export const atWork: Guard = (ticket, actor) => {
  notClosed(ticket, actor);
  if (ticket.phase === 'resolve') {
    refuse('ticket-resolved', "a resolution was sent; the ticket waits for the customer's word on it");
  }
};
