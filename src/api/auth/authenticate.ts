import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role } from '../../domain/ticket/actor.ts';
import { isDatabaseAway } from '../../store/database-away.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { ProblemError } from '../problem.ts';
import { followLink } from './follow-link.ts';
import type { Principal, SignedIn } from './principal.ts';
import { looksLikeLink } from '../../channels/ticket-links.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that names `roles`. */
    principal: SignedIn;
  }
  interface FastifyContextConfig {
    /** Who may call a route; without it, anybody. */
    roles?: readonly Role[];
    /** A link opens it although it is not about a ticket by its path: it sees itself to what of it the link may open. */
    opensByLink?: boolean;
  }
}

/** Before a body is even read: 401 for whoever is nobody, 403 for whoever has the wrong role. */
export function authenticate(app: FastifyInstance, dependencies: ApiDependencies): void {
  app.decorateRequest('principal');
  app.addHook('onRequest', async (request) => {
    const { roles } = request.routeOptions.config;
    if (roles === undefined) return;
    const principal = await principalOf(request.headers.authorization, dependencies);
    if (!roles.includes(principal.role)) {
      throw new ProblemError('forbidden', `this is for ${roles.join(' and ')}, and your role is ${principal.role}`);
    }
    stayWithinLink(principal, request);
    request.principal = principal;
  });
}

async function principalOf(authorization: string | undefined, dependencies: ApiDependencies): Promise<SignedIn> {
  const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated('send a bearer token: Authorization: Bearer …');
  try {
    return await (looksLikeLink(token) ? followLink(token, dependencies) : dependencies.verifyToken(token));
  } catch (error) {
    if (error instanceof ProblemError || isDatabaseAway(error)) throw error;
    // Why a token is bad helps only those who forge them.
    throw unauthenticated('the token is not valid, or no longer');
  }
}

const unauthenticated = (detail: string): ProblemError =>
  new ProblemError('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer' } });

/**
 * A link opens what its customer may do on one ticket. A route that is added later is shut to it unless it is about a ticket,
 * or says that a link opens it.
 */
function stayWithinLink({ ticket }: Principal, { routeOptions, params }: FastifyRequest): void {
  if (ticket === undefined || routeOptions.config.opensByLink === true) return;
  if (routeOptions.url?.startsWith('/v1/tickets/:id') !== true) {
    throw new ProblemError('forbidden', 'a link opens one ticket, and nothing else');
  }
  if ((params as { id: string }).id !== ticket) throw new ProblemError('not-found', 'there is no such ticket');
}
