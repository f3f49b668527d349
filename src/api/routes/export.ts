import { z } from 'zod';
import { EVERYBODY } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { exportTicket } from '../export/export-ticket.ts';
import { zipExport } from '../export/zip-export.ts';
import type { App } from '../fastify-app.ts';
import { problems } from '../schemas/problems.ts';
import { TicketParams } from '../schemas/ticket-params.ts';
import { ticketFor } from '../ticket-for.ts';

const TYPES = { zip: 'application/zip', json: 'application/json', html: 'text/html' } as const;
const ExportQuery = z.strictObject({ format: z.enum(['zip', 'json', 'html']).default('zip') });
const ExportFile = { schema: z.any().meta({ type: 'string', format: 'binary' }) };

/** P14: the customer takes the full conversation with them. */
export function exportRoutes(app: App, dependencies: ApiDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/tickets/:id/export',
    config: { roles: EVERYBODY },
    schema: {
      tags: ['conversation'],
      summary:
        'The full conversation as one file, as its customer may read it: JSON, a page to print, or both with all attached files',
      params: TicketParams,
      querystring: ExportQuery,
      response: {
        200: {
          description: 'The file, to be saved',
          content: { [TYPES.zip]: ExportFile, [TYPES.json]: ExportFile, [TYPES.html]: ExportFile },
        },
        ...problems(400, 401, 403, 404, 503),
      },
    },
    handler: async (request, reply) => {
      const ticket = await ticketFor(dependencies, request);
      const { format } = request.query;
      const exported = await exportTicket(dependencies, ticket);
      void reply.headers({
        'content-type': format === 'zip' ? TYPES.zip : `${TYPES[format]}; charset=utf-8`,
        'content-disposition': `attachment; filename="ticket-${exported.number}.${format}"`,
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'cache-control': 'private, no-store',
      });
      if (format === 'zip') return reply.send(zipExport(dependencies.store, ticket.id, exported));
      return reply.send(format === 'html' ? exported.html(false) : Buffer.from(JSON.stringify(exported.json, null, 2)));
    },
  });
}
