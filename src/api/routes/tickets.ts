import { isStaff } from '../../domain/ticket/actor.ts';
import { readConversation, readJournal } from '../../store/conversation.ts';
import { listTickets } from '../../store/queue.ts';
import type { App } from '../fastify-app.ts';
import { CUSTOMER, EVERYBODY, STAFF } from '../auth/principal.ts';
import { readCursor, refuseCursor, writeCursor } from '../cursor.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { ProblemError } from '../problem.ts';
import { problems } from '../schemas/problems.ts';
import { pageOf } from '../schemas/parts.ts';
import { ConversationView, JournalView } from '../schemas/conversation.ts';
import { NewTicket, TicketQuery, TicketView } from '../schemas/ticket.ts';
import { TicketParams } from '../schemas/ticket-params.ts';
import { submitRequest } from '../submit-request.ts';
import { ticketFor } from '../ticket-for.ts';
import { viewEvent, viewMessage, viewTicket, viewTickets } from '../views.ts';

export function ticketRoutes(app: App, dependencies: ApiDependencies): void {
  const { store } = dependencies;

  app.route({
    method: 'POST',
    url: '/v1/tickets',
    config: { roles: CUSTOMER },
    schema: {
      tags: ['tickets'],
      summary: 'Submits a request',
      body: NewTicket,
      response: { 201: TicketView, ...problems(400, 401, 403, 409, 413, 415, 422, 503) },
    },
    handler: async (request, reply) => {
      const ticket = await submitRequest(dependencies, request.commandId, request.principal, request.body);
      return reply
        .code(201)
        .header('location', `/v1/tickets/${ticket.id}`)
        .send(await viewTicket(store, ticket, request.principal));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tickets',
    config: { roles: EVERYBODY },
    schema: {
      tags: ['tickets'],
      summary: 'The queue, most urgent first and follow-ups ahead; customers see their own tickets',
      querystring: TicketQuery,
      response: { 200: pageOf(TicketView), ...problems(400, 401, 403, 503) },
    },
    handler: async ({ principal, query }) => {
      const { cursor, limit, missed, ...filter } = query;
      if (filter.consulted !== undefined && !isStaff(principal)) {
        throw new ProblemError('forbidden', 'questions between teams are for staff');
      }
      const page = await listTickets(
        store,
        {
          ...filter,
          missed: missed === undefined ? undefined : missed === 'true',
          customer: isStaff(principal) ? undefined : principal.id,
        },
        { after: cursor === undefined ? null : readCursor(cursor), limit },
      ).catch(refuseCursor);
      return {
        items: await viewTickets(store, page.tickets, principal),
        nextCursor: page.next === null ? null : writeCursor(page.next),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tickets/:id',
    config: { roles: EVERYBODY },
    schema: {
      tags: ['tickets'],
      summary: 'One ticket: where it stands, what is promised, what the caller may do',
      params: TicketParams,
      response: { 200: TicketView, ...problems(401, 403, 404, 503) },
    },
    handler: async (request) => viewTicket(store, await ticketFor(dependencies, request), request.principal),
  });

  app.route({
    method: 'GET',
    url: '/v1/tickets/:id/conversation',
    config: { roles: EVERYBODY },
    schema: {
      tags: ['tickets'],
      summary: 'All messages in order; internal notes for staff only',
      params: TicketParams,
      response: { 200: ConversationView, ...problems(401, 403, 404, 503) },
    },
    handler: async (request) => {
      const { id } = await ticketFor(dependencies, request);
      const messages = await readConversation(store, id, { withInternal: isStaff(request.principal) });
      return { messages: messages.map(viewMessage) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tickets/:id/journal',
    config: { roles: STAFF },
    schema: {
      tags: ['tickets'],
      summary: 'What happened, event by event',
      params: TicketParams,
      response: { 200: JournalView, ...problems(401, 403, 404, 503) },
    },
    handler: async (request) => {
      const { id } = await ticketFor(dependencies, request);
      return { events: (await readJournal(store, id)).map(viewEvent) };
    },
  });
}
