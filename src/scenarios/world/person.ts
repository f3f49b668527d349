import type { DevelopmentIssuer } from '../../api/auth/development-issuer.ts';
import type { Role } from '../../domain/ticket/actor.ts';

/** A person who uses the API. */
export interface Person {
  id: string;
  name: string;
  role: Role;
  teams: string[];
  /** Where mail reaches them. */
  address?: string;
}

export interface Tokens {
  of(person: Person): Promise<string>;
}

const HOUR_SECONDS = 3_600;

export const tokensOf = (issuer: DevelopmentIssuer): Tokens => ({
  of: (someone) => issuer.issue(someone, HOUR_SECONDS),
});
