import { DAY, epochOf, instantOf } from '../../domain/calendar/instant.ts';
import { STAFF } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { LinkView, NewLink } from '../schemas/link.ts';
import { problems } from '../schemas/problems.ts';
import { TicketParams } from '../schemas/ticket-params.ts';
import { OPEN_PAGE } from './open-page.ts';
import { ticketFor } from '../ticket-for.ts';

const DEFAULT_MS = 7 * DAY;
const SECOND_MS = 1_000;

/** For customers without an account: whoever holds the link acts as the customer, on this one ticket. */
export function linkRoutes(app: App, dependencies: ApiDependencies): void {
  const { links, clock, publicUrl } = dependencies;

  app.route({
    method: 'POST',
    url: '/v1/tickets/:id/links',
    config: { roles: STAFF },
    schema: {
      tags: ['tickets'],
      summary: 'Makes a link by which a customer without an account opens the ticket',
      params: TicketParams,
      body: NewLink,
      response: { 201: LinkView, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: async (request, reply) => {
      const { id } = await ticketFor(dependencies, request);
      const validFor = request.body?.validFor ?? DEFAULT_MS;
      const until = epochOf(await clock.now()) + validFor;
      // A token tells whole seconds.
      const expiresAt = instantOf(until - (until % SECOND_MS));
      const token = await links.make({ ticketId: id, expiresAt });
      const url = `${publicUrl ?? app.listeningOrigin}${OPEN_PAGE}${token}`;
      return reply.code(201).header('cache-control', 'no-store').send({ url, expiresAt });
    },
  });
}
