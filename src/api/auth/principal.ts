import type { Actor, Role } from '../../domain/ticket/actor.ts';

/** Who a request comes from, as its token says. */
export interface Principal extends Actor {
  name: string;
}

/** A principal whose token was accepted, for as long as it holds. */
export interface SignedIn extends Principal {
  validUntil: Date;
}

export const STAFF: readonly Role[] = ['agent', 'manager'];
export const MANAGER: readonly Role[] = ['manager'];
export const CUSTOMER: readonly Role[] = ['customer'];
export const EVERYBODY: readonly Role[] = ['customer', 'agent', 'manager'];

/** Reads a bearer token. @throws Error when it is missing, forged, expired or not meant for us */
export type VerifyToken = (token: string) => Promise<SignedIn>;
