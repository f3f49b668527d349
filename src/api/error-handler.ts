import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ProblemError, unavailable, type FieldFault } from './problem.ts';
import { isDatabaseAway } from '../store/database-away.ts';

/** Every fault leaves as a problem (RFC 9457). What is our own fault is logged, and told without its inside. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | ProblemError, request, reply) => send(reply, problemOf(error, request)));
  app.setNotFoundHandler((request, reply) => send(reply, notFound(app, request, reply)));
}

/** A path that cannot be decoded, or is longer than any of ours: the router gives it up before any handler is found. */
export function handleUnreadablePath(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void send(reply, new ProblemError('not-found', `there is nothing at ${request.url}`));
}

function send(reply: FastifyReply, problem: ProblemError): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.extras.headers ?? {})
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem.body);
}

function problemOf(error: FastifyError | ProblemError, request: FastifyRequest): ProblemError {
  if (error instanceof ProblemError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error.validation, error.validationContext);
  if (isDatabaseAway(error)) {
    request.log.warn(error, 'the database is away');
    return unavailable('the database does not answer');
  }
  switch (error.statusCode) {
    case 413:
      return new ProblemError('payload-too-large', 'the request body is too large');
    case 415:
      return new ProblemError('unsupported-media-type', 'expected application/json');
    case 400:
      return new ProblemError('invalid-request', error.message);
    default:
      request.log.error(error, 'internal error');
      return new ProblemError('internal', 'the request could not be answered; it was logged with its cause');
  }
}

/** One fault a field: the path within the body, or the query or path parameter. */
function invalid(
  issues: { instancePath: string; message?: string | undefined }[],
  context: string | undefined,
): ProblemError {
  const errors: FieldFault[] = issues.map(({ instancePath, message }) => ({
    path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: message ?? 'not as expected',
  }));
  const where = context === 'querystring' ? 'query' : (context ?? 'request');
  const named = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return new ProblemError('invalid-request', `the ${where} is not as expected: ${named}`, { errors });
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A path that exists for another method is told apart from one that does not exist. */
function notFound(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): ProblemError {
  const [path = ''] = request.url.split('?');
  const allowed = METHODS.filter((method) => method !== request.method && isRoute(app, method, path));
  if (allowed.length === 0) return new ProblemError('not-found', `there is nothing at ${path}`);
  reply.header('allow', allowed.join(', '));
  return new ProblemError('method-not-allowed', `${request.method} is not for ${path}; ${allowed.join(', ')} is`);
}

function isRoute(app: FastifyInstance, method: (typeof METHODS)[number], url: string): boolean {
  // Null where there is none, whatever its type says.
  const route: unknown = app.findRoute({ method, url });
  return route !== null;
}
