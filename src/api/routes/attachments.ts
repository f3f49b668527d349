import { z } from 'zod';
import { isStaff } from '../../domain/ticket/actor.ts';
import { readAttachment } from '../../store/attachments.ts';
import { EVERYBODY } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { ProblemError } from '../problem.ts';
import { problems } from '../schemas/problems.ts';
import { ticketFor } from '../ticket-for.ts';

const Params = z.object({ id: z.string(), attachmentId: z.string() });

/** Any bytes, as OpenAPI sees them. */
const AnyFile = { schema: z.any().meta({ type: 'string', format: 'binary' }) };

/** Never what it says it is: a page that somebody sent must not be shown as one of ours. */
const SERVED_AS = 'application/octet-stream';

export function attachmentRoutes(app: App, dependencies: ApiDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/tickets/:id/attachments/:attachmentId',
    config: { roles: EVERYBODY },
    schema: {
      tags: ['conversation'],
      summary: 'A file that came with a message, to be saved: it is never shown in place',
      params: Params,
      response: {
        200: { description: 'The file as it came', content: { [SERVED_AS]: AnyFile } },
        ...problems(401, 403, 404, 503),
      },
    },
    handler: async (request, reply) => {
      const { id } = await ticketFor(dependencies, request);
      const { attachmentId } = request.params;
      const withInternal = isStaff(request.principal);
      const file = attachmentId.includes('\u0000')
        ? undefined
        : await readAttachment(dependencies.store, id, attachmentId, { withInternal });
      if (file === undefined) throw new ProblemError('not-found', 'there is no such file');
      return reply
        .headers({
          'content-type': SERVED_AS,
          'content-disposition': saveAs(file.file_name),
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, no-store',
          etag: `"${file.sha256 ?? ''}"`,
        })
        .send(file.content);
    },
  });
}

/** RFC 6266: plain letters for old clients, all of the name for the others. */
const saveAs = (name: string): string =>
  `attachment; filename="${name.replace(/[^\w .()-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percent)}`;

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
