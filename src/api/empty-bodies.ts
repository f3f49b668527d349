import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problem.ts';

/** A step that needs no body may be sent with none, whatever content type a client sets by itself. */
export function acceptEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') done(null, undefined);
    else done(new ProblemError('unsupported-media-type', 'expected application/json'));
  });
}
