import type { Logger } from 'pino';
import type { Policy } from '../../domain/policy/schema.ts';
import type { Environment } from '../../process/environment.ts';
import { requireSignIn } from '../../process/sign-in.ts';
import { openDevelopmentIssuer } from './development-issuer.ts';
import { openIdIssuer } from './open-id-issuer.ts';
import type { SignIn } from './principal.ts';

/** Sign-in as the settings say. @throws StartFault when production would be open to anybody */
export async function openSignIn(environment: Environment, { claims, teams }: Policy, log: Logger): Promise<SignIn> {
  const issuer = requireSignIn(environment);
  if (issuer !== null) return openIdIssuer({ ...issuer, claims, isTeam: (id) => Object.hasOwn(teams, id), log });
  log.warn('AUTH_ISSUER is not set: the development issuer signs ANYBODY in as anyone; for one machine only');
  const { verify } = await openDevelopmentIssuer(environment.KEPT_DATA_DIR);
  return { verify, stop: async () => undefined };
}
