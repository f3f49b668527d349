import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';
import { isStorable } from '../../domain/storable-text.ts';
import { ROLES } from '../../domain/ticket/actor.ts';
import type { Principal, VerifyToken } from './principal.ts';

const ISSUER = 'kept-development';
const AUDIENCE = 'kept';
const ALGORITHM = 'EdDSA';

/** Names of people and teams end up in records, which hold no NUL. */
const PlainText = z.string().min(1).max(200).refine(isStorable);

const Claims = z.object({
  sub: PlainText,
  exp: z.number(),
  name: PlainText,
  role: z.enum(ROLES),
  teams: z.array(PlainText),
});

/** Signs anybody in as anyone: for one machine, never for production. */
export interface DevelopmentIssuer {
  issue(person: Principal, lifetimeSeconds: number): Promise<string>;
  verify: VerifyToken;
}

/** The key lives in the data directory, so that tokens outlive a restart and `npm run token` needs no server. */
export async function openDevelopmentIssuer(dataDir: string): Promise<DevelopmentIssuer> {
  return createDevelopmentIssuer(await readOrMakeKey(join(dataDir, 'development-issuer.json')));
}

export async function createDevelopmentIssuer(jwk: JWK): Promise<DevelopmentIssuer> {
  const privateKey = (await importJWK(jwk, ALGORITHM)) as CryptoKey;
  const { d: _secret, ...publicJwk } = jwk;
  const publicKey = await importJWK(publicJwk, ALGORITHM);
  return {
    issue: ({ id, ...claims }, lifetimeSeconds) =>
      new SignJWT({ ...claims })
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
      const { sub, exp, name, role, teams } = Claims.parse(payload);
      return { id: sub, name, role, teams, validUntil: new Date(exp * 1_000) };
    },
  };
}

export async function makeIssuerKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  return exportJWK(privateKey);
}

async function readOrMakeKey(file: string): Promise<JWK> {
  const stored = await readFile(file, 'utf8').catch(() => null);
  if (stored !== null) return JSON.parse(stored) as JWK;
  const made = await makeIssuerKey();
  await mkdir(join(file, '..'), { recursive: true });
  // Written aside, and the first to link it into place wins: two processes may start at once, and must share one key.
  const aside = `${file}.${process.pid}`;
  await writeFile(aside, JSON.stringify(made), { mode: 0o600 });
  await link(aside, file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  await unlink(aside);
  return JSON.parse(await readFile(file, 'utf8')) as JWK;
}
