import type { Ticket } from '../ticket.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { Command } from './command.ts';
import { atWork, byHoldingTeam, type Guard } from './guards.ts';
import { beginWork, takeIfUnassigned } from './working.ts';

const notOthers = ({ assignee }: Ticket, taker: string): void => {
  if (assignee !== null && assignee !== taker) refuse('already-taken', `${assignee} has already taken this ticket`);
};

export const mayTake: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
  notOthers(ticket, actor.id);
};

/** Taking what one already has changes nothing and is no fault. */
export function takeTicket(draft: Draft, { actor }: Command<'takeTicket'>): void {
  takeIfUnassigned(draft, actor);
}

export const mayRelease: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
  if (ticket.assignee === null) refuse('not-taken', 'nobody has taken this ticket');
};

export function releaseTicket(draft: Draft): void {
  const { assignee } = draft.ticket;
  if (assignee !== null) draft.add('ticket.released', { assignee });
}

export const mayAssign: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
};

/** Gives the ticket to a member of the team, whoever has it; a handed-over ticket is thereby picked up. */
export function assignTicket(draft: Draft, { data }: Command<'assignTicket'>): void {
  const { assignee: previous } = draft.ticket;
  if (previous !== data.assignee) draft.add('ticket.assigned', { assignee: data.assignee, previous });
  beginWork(draft);
}
