import type { Environment } from './environment.ts';
import { StartFault } from './start-fault.ts';

type Settings = Pick<Environment, 'NODE_ENV' | 'AUTH_ISSUER' | 'AUTH_AUDIENCE' | 'LINK_SECRET'>;

export interface IssuerSettings {
  issuer: string;
  audience: string;
}

/**
 * The issuer whose tokens count; `null`: the development issuer, which signs anybody in. Asked by what serves requests: a worker
 * needs none of it. @throws StartFault in production, when anybody could sign in or links would be signed by a key of one machine
 */
export function requireSignIn({ NODE_ENV, AUTH_ISSUER, AUTH_AUDIENCE, LINK_SECRET }: Settings): IssuerSettings | null {
  const faults = [
    AUTH_ISSUER === undefined &&
      '  AUTH_ISSUER: expected an OpenID Connect issuer: without one the development issuer signs anybody in as anyone',
    LINK_SECRET === undefined &&
      "  LINK_SECRET: expected a secret of at least 32 characters, which signs customers' links",
  ].filter((fault) => fault !== false);
  if (NODE_ENV === 'production' && faults.length > 0) {
    throw new StartFault(['As production (NODE_ENV) Kept refuses to start:', ...faults].join('\n'));
  }
  if (AUTH_ISSUER === undefined || AUTH_AUDIENCE === undefined) return null;
  return { issuer: AUTH_ISSUER, audience: AUTH_AUDIENCE };
}

/** Whether anybody may sign in as anyone: never in production, nor where another issuer is set. */
export const usesDevelopmentIssuer = ({ AUTH_ISSUER, NODE_ENV }: Settings): boolean =>
  AUTH_ISSUER === undefined && NODE_ENV !== 'production';

/** @throws StartFault where tokens of the development issuer would be refused */
export function requireDevelopmentIssuer({ AUTH_ISSUER, NODE_ENV }: Settings): void {
  if (AUTH_ISSUER !== undefined) {
    throw new StartFault(
      `AUTH_ISSUER is set, so tokens come from ${AUTH_ISSUER}: the development issuer is not believed.`,
    );
  }
  if (NODE_ENV === 'production') {
    throw new StartFault(
      'The development issuer signs anybody in as anyone: as production (NODE_ENV) it is not believed.',
    );
  }
}
