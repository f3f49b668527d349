import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { instantOf, type Instant } from '../domain/calendar/instant.ts';

const ISSUER = 'urn:kept';
const AUDIENCE = 'urn:kept:ticket-link';
const ALGORITHM = 'HS256';
const TYPE = 'kept-link+jwt';

export interface TicketLink {
  /** By which it can be taken back. */
  id: string;
  ticketId: string;
  expiresAt: Instant;
}

/** A link that opens nothing, or no longer. */
export class LinkFault extends Error {
  constructor(readonly reason: 'expired' | 'forged') {
    super(`the link is ${reason}`);
    this.name = 'LinkFault';
  }
}

/** Tokens that open one ticket to whoever holds them. Kept signs and reads them itself. */
export interface TicketLinks {
  /** The same link gives the same token. Whole seconds: a later instant within one is cut off. */
  make(link: TicketLink): Promise<string>;
  /** @throws LinkFault */
  read(token: string, now: Instant): Promise<TicketLink>;
}

export function createTicketLinks(secret: string): TicketLinks {
  const key = new TextEncoder().encode(secret);
  return {
    make: ({ id, ticketId, expiresAt }) =>
      new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setJti(id)
        .setSubject(ticketId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setExpirationTime(new Date(expiresAt))
        .sign(key),
    read: async (token, now) => {
      const expected = { issuer: ISSUER, audience: AUDIENCE, algorithms: [ALGORITHM], typ: TYPE };
      const claims = { requiredClaims: ['exp', 'sub', 'jti'], currentDate: new Date(now) };
      try {
        const { jti = '', sub = '', exp = 0 } = (await jwtVerify(token, key, { ...expected, ...claims })).payload;
        return { id: jti, ticketId: sub, expiresAt: instantOf(exp * 1_000) };
      } catch (error) {
        throw new LinkFault(error instanceof errors.JWTExpired ? 'expired' : 'forged');
      }
    },
  };
}

/** What it says it is; whether that is so tells its signature. */
export function looksLikeLink(token: string): boolean {
  try {
    return decodeProtectedHeader(token).typ === TYPE;
  } catch {
    return false;
  }
}
