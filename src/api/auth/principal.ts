import type { Actor, Role } from '../../domain/ticket/actor.ts';

/** Who a request comes from, as its token says. */
export interface Principal extends Actor {
  name: string;
  /** Who the token is about, where they act under another id: as the manager whom the directory knows. */
  subject?: string;
  /** Where mail reaches them, in lower case, as far as their issuer vouches for it. */
  address?: string;
  /** The one ticket that they may see and act on, for whoever came by a link. */
  ticket?: string;
}

/** A principal whose token was accepted, for as long as it holds. */
export interface SignedIn extends Principal {
  validUntil: Date;
}

export const STAFF: readonly Role[] = ['agent', 'manager'];
export const MANAGER: readonly Role[] = ['manager'];
export const CUSTOMER: readonly Role[] = ['customer'];
export const EVERYBODY: readonly Role[] = ['customer', 'agent', 'manager'];

/**
 * Reads a bearer token. @throws ProblemError when it is genuine but not enough, or cannot be checked now; any other error
 * when it is missing, forged, expired or not meant for us
 */
export type VerifyToken = (token: string) => Promise<SignedIn>;

/** How people sign in. */
export interface SignIn {
  verify: VerifyToken;
  /** Ends what goes on beside the requests. */
  stop(): Promise<void>;
}
