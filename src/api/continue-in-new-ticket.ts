import type { FastifyRequest } from 'fastify';
import { automaticMessageId } from '../domain/ticket/draft.ts';
import type { StoredTicket } from '../store/tickets.ts';
import type { ApiDependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';
import { submitRequest } from './submit-request.ts';

/**
 * A message to a ticket that was closed too long ago to be reopened opens a new one, linked to it; its acknowledgement says
 * so. Anything else that went wrong goes on being wrong.
 * @returns the id of the message in the new ticket
 */
export async function continueInNewTicket(
  dependencies: ApiDependencies,
  { principal, commandId, body }: FastifyRequest,
  closed: StoredTicket,
  error: unknown,
): Promise<string> {
  if (!(error instanceof ProblemError) || error.code !== 'reopening-expired') throw error;
  // Their link opens this ticket alone: they could not read what came of another.
  if (principal.ticket !== undefined) throw error;
  const { channel } = closed.state;
  const ticket = await submitRequest(
    dependencies,
    commandId,
    principal,
    {
      channel: channel === 'email' ? 'ticket' : channel,
      subject: closed.subject,
      ...(closed.topic === null ? {} : { topic: closed.topic }),
      body: (body as { body: string }).body,
      locale: closed.locale,
      timeZone: closed.time_zone,
      ...(closed.country === null ? {} : { country: closed.country }),
      ...(closed.service === null ? {} : { service: { ...closed.service, site: closed.service.site ?? undefined } }),
    },
    closed.id,
  );
  return automaticMessageId(ticket.id, 2);
}
