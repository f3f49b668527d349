import type { JWTPayload } from 'jose';
import { z } from 'zod';
import type { Policy } from '../../domain/policy/schema.ts';
import { mailAddress } from '../../channels/mail/mail-address.ts';
import { isStorable } from '../../domain/storable-text.ts';
import { ROLES, SYSTEM, type Role } from '../../domain/ticket/actor.ts';
import { ProblemError } from '../problem.ts';
import type { SignedIn } from './principal.ts';

/** Which claims tell what, and which teams there are. */
export interface ClaimRules {
  claims: Policy['claims'];
  isTeam: (id: string) => boolean;
}

/** Names of people end up in records, which hold no NUL. */
const PlainText = z
  .string()
  .max(200)
  .refine((text) => text.trim() !== '' && isStorable(text));

/** In the journal "system" is Kept itself: nobody may sign in under its name. */
const PersonId = PlainText.refine((id) => id !== SYSTEM);

/**
 * Who a genuine token is about, by the policy. Of several roles the strongest counts; of the teams those that the policy
 * knows. Managers are known by their id of the policy's directory where the token tells it: journal and approvals name them so.
 * @throws ProblemError when it names no role of ours; ZodError when it doesn't say who it is about
 */
export function readClaims(payload: JWTPayload, { claims, isTeam }: ClaimRules): SignedIn {
  const { sub, exp } = z.object({ sub: PersonId, exp: z.number() }).parse(payload);
  const role = strongestRole(textsAt(payload, claims.roles), claims);
  const managerId = role === 'manager' ? PersonId.nullish().parse(claimAt(payload, claims.managerId)) : null;
  const address = addressIn(payload);
  return {
    id: managerId ?? sub,
    ...(managerId == null || managerId === sub ? {} : { subject: sub }),
    name: nameIn(payload) ?? sub,
    ...(address === null ? {} : { address }),
    role,
    teams: textsAt(payload, claims.teams).filter(isTeam),
    validUntil: new Date(exp * 1_000),
  };
}

function strongestRole(told: string[], { roles, roleNames }: Policy['claims']): Role {
  const role = ROLES.findLast((candidate) => roleNames[candidate].some((name) => told.includes(name)));
  if (role !== undefined) return role;
  const known = ROLES.flatMap((candidate) => roleNames[candidate]).join(', ');
  throw new ProblemError('forbidden', `the token's claim ${roles} names no role that may use Kept: ${known}`);
}

const nameIn = (payload: JWTPayload): string | undefined =>
  ['name', 'preferred_username', 'email']
    .map((claim) => PlainText.safeParse(payload[claim]))
    .find(({ success }) => success)?.data;

/** An address that the issuer says it has not verified may be anybody's. */
const addressIn = ({ email, email_verified: isVerified }: JWTPayload): string | null =>
  isVerified === false || typeof email !== 'string' ? null : mailAddress(email);

/** A claim holds one text or a list of them; whatever else is in it says nothing. */
function textsAt(payload: JWTPayload, path: string): string[] {
  const found = claimAt(payload, path);
  return (Array.isArray(found) ? found : [found]).filter((text) => typeof text === 'string');
}

/** By its whole name first: claims such as `https://example.com/roles` have dots of their own. */
function claimAt(payload: JWTPayload, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path];
  return path.split('.').reduce<unknown>((within, key) => {
    const isThere = typeof within === 'object' && within !== null && Object.hasOwn(within, key);
    return isThere ? (within as Record<string, unknown>)[key] : undefined;
  }, payload);
}
