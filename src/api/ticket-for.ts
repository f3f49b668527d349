import type { FastifyRequest } from 'fastify';
import { isStaff } from '../domain/ticket/actor.ts';
import { isStorable } from '../domain/storable-text.ts';
import { findTicket, type StoredTicket } from '../store/tickets.ts';
import type { ApiDependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';

/** The ticket of the path. A customer's foreign ticket is not there at all. */
export async function ticketFor(
  { store }: Pick<ApiDependencies, 'store'>,
  request: FastifyRequest,
): Promise<StoredTicket> {
  const { id } = request.params as { id: string };
  const ticket = isStorable(id) ? await findTicket(store, id) : undefined;
  const isTheirs = ticket !== undefined && (isStaff(request.principal) || ticket.customer === request.principal.id);
  if (!isTheirs) throw new ProblemError('not-found', 'there is no such ticket');
  return ticket;
}
