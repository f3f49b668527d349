import type { FastifyInstance } from 'fastify';
import type { Role } from '../../domain/ticket/actor.ts';
import { ProblemError } from '../problem.ts';
import type { SignedIn, VerifyToken } from './principal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that names `roles`. */
    principal: SignedIn;
  }
  interface FastifyContextConfig {
    /** Who may call a route; without it, anybody. */
    roles?: readonly Role[];
  }
}

/** Before a body is even read: 401 for whoever is nobody, 403 for whoever has the wrong role. */
export function authenticate(app: FastifyInstance, verifyToken: VerifyToken): void {
  app.decorateRequest('principal');
  app.addHook('onRequest', async (request) => {
    const { roles } = request.routeOptions.config;
    if (roles === undefined) return;
    const principal = await principalOf(request.headers.authorization, verifyToken);
    if (!roles.includes(principal.role)) {
      throw new ProblemError('forbidden', `this is for ${roles.join(' and ')}, and your role is ${principal.role}`);
    }
    request.principal = principal;
  });
}

async function principalOf(authorization: string | undefined, verifyToken: VerifyToken): Promise<SignedIn> {
  const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated('send a bearer token: Authorization: Bearer …');
  try {
    return await verifyToken(token);
  } catch {
    // Why a token is bad helps only those who forge them.
    throw unauthenticated('the token is not valid, or no longer');
  }
}

const unauthenticated = (detail: string): ProblemError =>
  new ProblemError('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer' } });
