import { jwtVerify } from 'jose';
import type { Logger } from 'pino';
import { readClaims, type ClaimRules } from './claims.ts';
import { followIssuerKeys } from './issuer-keys.ts';
import type { SignIn } from './principal.ts';

/** Only such as need a private key: with HS256 the issuer's public key would do as the secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** How far the issuer's clock may be from ours. */
const CLOCK_TOLERANCE_SECONDS = 15;

interface Issuer extends ClaimRules {
  /** As its tokens and its discovery spell it, to the letter. */
  issuer: string;
  audience: string;
  log: Logger;
  refreshEveryMs?: number;
}

/** Sign-in by the tokens of an OpenID Connect issuer. It need not be there yet. */
export function openIdIssuer({ issuer, audience, log, refreshEveryMs, ...rules }: Issuer): SignIn {
  const { keyOf, stop } = followIssuerKeys(issuer, log, refreshEveryMs);
  return {
    verify: async (token) => {
      const { payload } = await jwtVerify(token, keyOf, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      return readClaims(payload, rules);
    },
    stop,
  };
}
