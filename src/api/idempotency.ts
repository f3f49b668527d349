import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Store } from '../store/connect.ts';
import { claimKey, recordAnswer, releaseKey } from '../store/idempotency.ts';
import { ProblemError } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The id of what the request asks for: the same for every repetition under one `Idempotency-Key`. */
    commandId: string;
    idempotencyKey: string | null;
  }
  interface FastifyContextConfig {
    /** The answer must not be kept: a repetition is answered by the handler again, which makes the same of the same id. */
    isSecret?: boolean;
  }
}

const MAX_KEY_LENGTH = 255;

/**
 * `Idempotency-Key` on POST: a request repeated under its key is answered as it was, with another body it is refused, and
 * while the first is under way it waits. Keys belong to one person and one path.
 */
export function honourIdempotencyKeys(app: FastifyInstance, store: Store): void {
  app.decorateRequest('commandId', '');
  app.decorateRequest('idempotencyKey', null);

  app.addHook('preHandler', async (request, reply) => {
    request.commandId = randomUUID();
    const given = request.headers['idempotency-key'];
    if (request.method !== 'POST' || given === undefined) return;
    const key = scopedKey(request, readKey(given));
    const bodyHash = hash(canonical(request.body));
    // Of the body too: after a 503 the key is free for another body, and that asks for something else.
    request.commandId = uuidOf(hash(key + bodyHash));
    const claim = await claimKey(store, key, bodyHash);
    switch (claim.type) {
      case 'claimed':
        request.idempotencyKey = key;
        return;
      case 'answered':
        return answerAgain(reply, claim);
      case 'other-body':
        throw new ProblemError('idempotency-key-reused', 'this Idempotency-Key was used with another body');
      case 'in-flight':
        throw new ProblemError('request-in-flight', 'the first request with this Idempotency-Key is still under way', {
          headers: { 'retry-after': '1' },
        });
      default:
        claim satisfies never;
    }
  });

  // Before the answer leaves: whoever has seen it must find it again under the same key.
  app.addHook('onSend', async (request, reply, payload) => {
    const key = request.idempotencyKey;
    if (key === null) return;
    request.idempotencyKey = null;
    // What is only on its way (202) is looked for again, under the same id.
    const isKept = reply.statusCode < 300 && reply.statusCode !== 202 && request.routeOptions.config.isSecret !== true;
    if (isKept && typeof payload === 'string') {
      await recordAnswer(store, key, { status: reply.statusCode, body: payload });
    } else {
      await releaseKey(store, key).catch((error: unknown) => request.log.warn(error, 'a key could not be released'));
    }
  });
}

function answerAgain(reply: FastifyReply, { status, body }: { status: number; body: string }): FastifyReply {
  return reply
    .code(status)
    .header('idempotency-replayed', 'true')
    .type('application/json; charset=utf-8')
    .serializer((payload: string) => payload)
    .send(body);
}

function readKey(given: string | string[]): string {
  if (typeof given === 'string' && given.length > 0 && given.length <= MAX_KEY_LENGTH) return given;
  const message = `expected one key of 1 to ${MAX_KEY_LENGTH} characters`;
  throw new ProblemError('invalid-request', `Idempotency-Key: ${message}`, {
    errors: [{ path: 'Idempotency-Key', message }],
  });
}

const scopedKey = ({ principal, method, url }: FastifyRequest, key: string): string =>
  hash(JSON.stringify([principal.role, principal.id, method, url, key]));

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The first 128 bits of a hash, in the form of a UUID. */
export const uuidOf = (digest: string): string =>
  [digest.slice(0, 8), digest.slice(8, 12), digest.slice(12, 16), digest.slice(16, 20), digest.slice(20, 32)].join('-');

/** The same for bodies that differ only in the order of their fields. */
const canonical = (body: unknown): string =>
  JSON.stringify(body ?? null, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
