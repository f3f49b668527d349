import { z } from 'zod';
import { DAY, epochOf } from '../../domain/calendar/instant.ts';
import { isStorable } from '../../domain/storable-text.ts';
import { keepLink, linksOf, revokeLink, type StoredLink } from '../../store/ticket-links.ts';
import { STAFF } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { LinkParams, LinkView, MadeLinkView, NewLink } from '../schemas/link.ts';
import { ProblemError } from '../problem.ts';
import { problems } from '../schemas/problems.ts';
import { TicketParams } from '../schemas/ticket-params.ts';
import { OPEN_PAGE } from './open-page.ts';
import { ticketFor } from '../ticket-for.ts';

const DEFAULT_MS = 7 * DAY;
const SECOND_MS = 1_000;

/** For customers without an account: whoever holds the link acts as the customer, on this one ticket. */
export function linkRoutes(app: App, dependencies: ApiDependencies): void {
  const { links, store, clock, publicUrl } = dependencies;

  app.route({
    method: 'POST',
    url: '/v1/tickets/:id/links',
    config: { roles: STAFF, isSecret: true },
    schema: {
      tags: ['tickets'],
      summary: 'Makes a link by which a customer without an account opens the ticket',
      params: TicketParams,
      body: NewLink,
      response: { 201: LinkView, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: async (request, reply) => {
      const ticket = await ticketFor(dependencies, request);
      const validFor = request.body?.validFor ?? DEFAULT_MS;
      const until = epochOf(await clock.now()) + validFor;
      // A token tells whole seconds.
      const expires = new Date(until - (until % SECOND_MS));
      const made = { id: request.commandId, ticket_id: ticket.id, made_by: request.principal.id, expires_at: expires };
      // Repeated under its key: the same link, made from what was kept of it.
      const { id, expires_at } = await keepLink(store, made);
      const expiresAt = expires_at.toISOString();
      const token = await links.make({ id, ticketId: ticket.id, expiresAt });
      const url = `${publicUrl ?? app.listeningOrigin}${OPEN_PAGE}${token}`;
      request.log.info({ ticket: ticket.id, link: id, by: request.principal.id, expiresAt }, 'link made');
      return reply.code(201).header('cache-control', 'no-store').send({ linkId: id, url, expiresAt });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tickets/:id/links',
    config: { roles: STAFF },
    schema: {
      tags: ['tickets'],
      summary: 'The links that were made to a ticket, the newest first: by whom, and until when they open it',
      params: TicketParams,
      response: { 200: z.object({ items: z.array(MadeLinkView) }), ...problems(400, 401, 403, 404, 503) },
    },
    handler: async (request) => {
      const { id } = await ticketFor(dependencies, request);
      return { items: (await linksOf(store, id)).map(viewLink) };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/tickets/:id/links/:linkId/revocation',
    config: { roles: STAFF },
    schema: {
      tags: ['tickets'],
      summary: 'Takes a link back: from now on it opens nothing, and live streams that came by it end',
      params: LinkParams,
      response: { 200: MadeLinkView, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: async (request) => {
      const ticket = await ticketFor(dependencies, request);
      const { linkId } = request.params;
      const by = request.principal.id;
      const link = isStorable(linkId) ? await revokeLink(store, ticket.id, linkId, by) : undefined;
      if (link === undefined) throw new ProblemError('not-found', 'this ticket has no such link');
      request.log.info({ ticket: ticket.id, link: linkId, by }, 'link revoked');
      return viewLink(link);
    },
  });
}

const viewLink = (link: StoredLink): z.infer<typeof MadeLinkView> => ({
  linkId: link.id,
  madeBy: link.made_by,
  madeAt: link.made_at.toISOString(),
  expiresAt: link.expires_at.toISOString(),
  revokedBy: link.revoked_by,
  revokedAt: link.revoked_at?.toISOString() ?? null,
});
