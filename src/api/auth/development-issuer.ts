import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { readClaims, type ClaimRules } from './claims.ts';
import { readOrMakeKey } from '../../process/key-file.ts';
import type { Principal, VerifyToken } from './principal.ts';

const ISSUER = 'kept-development';
const AUDIENCE = 'kept';
const ALGORITHM = 'EdDSA';

/** Its tokens say things in one way, whatever the policy expects of others; `npm run token` knows the teams. */
const RULES: ClaimRules = {
  claims: {
    roles: 'roles',
    teams: 'teams',
    managerId: 'manager_id',
    roleNames: { customer: ['customer'], agent: ['agent'], manager: ['manager'] },
  },
  isTeam: () => true,
};

/** Signs anybody in as anyone: for one machine, never for production. */
export interface DevelopmentIssuer {
  issue(person: Principal, lifetimeSeconds: number): Promise<string>;
  verify: VerifyToken;
}

/** The key lives in the data directory, so that tokens outlive a restart and `npm run token` needs no server. */
export async function openDevelopmentIssuer(dataDir: string): Promise<DevelopmentIssuer> {
  const makeKey = async () => JSON.stringify(await makeIssuerKey());
  const key = await readOrMakeKey(join(dataDir, 'development-issuer.json'), makeKey);
  return createDevelopmentIssuer(JSON.parse(key) as JWK);
}

export async function createDevelopmentIssuer(jwk: JWK): Promise<DevelopmentIssuer> {
  const privateKey = (await importJWK(jwk, ALGORITHM)) as CryptoKey;
  const { d: _secret, ...publicJwk } = jwk;
  const publicKey = await importJWK(publicJwk, ALGORITHM);
  return {
    issue: ({ id, name, role, teams, address }, lifetimeSeconds) =>
      new SignJWT({ name, teams, roles: [role], ...(address === undefined ? {} : { email: address }) })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(id)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .sign(privateKey),
    verify: async (token) => {
      const { payload } = await jwtVerify(token, publicKey, {
        issuer: ISSUER,
        audience: AUDIENCE,
        algorithms: [ALGORITHM],
        requiredClaims: ['exp', 'sub'],
      });
      return readClaims(payload, RULES);
    },
  };
}

export async function makeIssuerKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  return exportJWK(privateKey);
}
