import type { FastifyRequest } from 'fastify';
import { isStaff } from '../../domain/ticket/actor.ts';
import { automaticMessageId } from '../../domain/ticket/draft.ts';
import { findMessage } from '../../store/conversation.ts';
import { findTicket, type StoredTicket } from '../../store/tickets.ts';
import type { App } from '../fastify-app.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { ProblemError } from '../problem.ts';
import { MessageView } from '../schemas/conversation.ts';
import { problems } from '../schemas/problems.ts';
import { ConsultationParams, TicketView } from '../schemas/ticket.ts';
import { TicketParams } from '../schemas/ticket-params.ts';
import { continueInNewTicket } from '../continue-in-new-ticket.ts';
import { viewMessage, viewTicket } from '../views.ts';
import { MESSAGE_STEP } from '../steps/conversation-step.ts';
import { TICKET_STEPS } from '../steps/steps.ts';
import { checkBody, takeStep } from '../take-step.ts';
import { ticketFor } from '../ticket-for.ts';

const REFUSALS = problems(400, 401, 403, 404, 409, 413, 415, 422, 503);

export function stepRoutes(app: App, dependencies: ApiDependencies): void {
  for (const step of TICKET_STEPS) {
    app.route({
      method: 'POST',
      url: `/v1/tickets/:id/${step.path}`,
      config: { roles: step.roles },
      schema: {
        tags: ['steps'],
        summary: step.summary,
        params: step.path.includes(':') ? ConsultationParams : TicketParams,
        body: step.body,
        response: { 200: TicketView, ...REFUSALS },
      },
      handler: async (request) => {
        await checkBody(dependencies, request, step);
        const ticket = await ticketFor(dependencies, request);
        await takeStep(dependencies, request, ticket, step);
        const after = (await findTicket(dependencies.store, ticket.id)) ?? ticket;
        return viewTicket(dependencies.store, after, request.principal);
      },
    });
  }

  app.route({
    method: 'POST',
    url: '/v1/tickets/:id/messages',
    config: { roles: MESSAGE_STEP.roles },
    schema: {
      tags: ['steps'],
      summary: MESSAGE_STEP.summary,
      params: TicketParams,
      body: MESSAGE_STEP.body,
      response: { 201: MessageView, ...REFUSALS },
    },
    handler: async (request, reply) => {
      const ticket = await ticketFor(dependencies, request);
      requireOwnVoice(request);
      const messageId = await takeStep(dependencies, request, ticket, MESSAGE_STEP).catch((error: unknown) =>
        continued(request, ticket, error),
      );
      const message = await findMessage(dependencies.store, messageId);
      return reply
        .code(201)
        .header('location', `/v1/tickets/${message.ticket_id}/conversation`)
        .send(viewMessage(message));
    },
  });

  /** Anything else that went wrong goes on being wrong. @returns the id of the message in the new ticket */
  async function continued(request: FastifyRequest, closed: StoredTicket, error: unknown): Promise<string> {
    if (!(error instanceof ProblemError) || error.code !== 'reopening-expired') throw error;
    const { principal, commandId, body } = request;
    // Their link opens this ticket alone: they could not read what came of another.
    if (principal.ticket !== undefined) throw error;
    const words = (body as { body: string }).body;
    const { id } = await continueInNewTicket(dependencies, closed, principal, commandId, words);
    return automaticMessageId(id, 2);
  }
}

/** Internal notes, and questions that make the customer owe an answer, are staff's. */
function requireOwnVoice({ principal, body }: FastifyRequest): void {
  const { visibility, asksCustomer } = body as { visibility: string; asksCustomer: boolean };
  if (isStaff(principal) || (visibility === 'public' && !asksCustomer)) return;
  throw new ProblemError('forbidden', 'customers write public messages, which ask nothing of themselves');
}
