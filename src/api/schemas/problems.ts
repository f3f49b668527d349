import { Problem } from './parts.ts';

const MEANING: Record<number, string> = {
  400: 'The request is not as expected; `errors` says where',
  401: 'No valid bearer token',
  403: 'Not for this role, not for this team, or not by a link',
  404: 'There is no such thing, or not for the caller',
  406: 'Nothing that `Accept` allows',
  409: 'Not now: `code` says why, `allowedSteps` what else',
  413: 'The body is too large',
  415: 'The body is not JSON',
  422: 'The Idempotency-Key was used with another body',
  503: 'The engine, the database or the issuer of tokens is away; try again after `Retry-After` seconds',
};

/** Documents the ways in which a route may refuse. */
export const problems = (...statuses: (keyof typeof MEANING)[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: MEANING[status], content: { 'application/problem+json': { schema: Problem } } },
    ]),
  );
