import { setTimeout as sleep } from 'node:timers/promises';
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { importJWK, SignJWT, UnsecuredJWT, type JWK, type JWTPayload } from 'jose';
import { createApp } from '../../src/api/app.ts';
import { openIdIssuer } from '../../src/api/auth/open-id-issuer.ts';
import type { SignIn } from '../../src/api/auth/principal.ts';
import type { App } from '../../src/api/fastify-app.ts';
import {
  AUDIENCE,
  makeSigningKey,
  startOpenIdProvider,
  type OpenIdProvider,
} from '../support/issuer/open-id-provider.ts';
import { silentLog } from '../support/world/dependencies.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';

const PEOPLE = {
  carla: { roles: ['customer'], name: 'Carla' },
  ada: { roles: ['agent'], teams: ['support', 'unheard-of'], name: 'Ada' },
  mona: { roles: ['customer', 'manager', 'agent'], manager_id: 'manager-2' },
  guest: { roles: ['guest'] },
};

/** Long enough for a new key to be looked for: the issuer is asked once a second at most. */
const A_MOMENT_MS = 1_100;

describe('tokens of an OpenID Connect issuer', () => {
  let world: TimeSkippingWorld;
  let provider: OpenIdProvider;
  let key: JWK;
  let signIn: SignIn;
  let app: App;
  beforeAll(async () => {
    key = await makeSigningKey('first');
    [world, provider] = await Promise.all([startTimeSkippingWorld(), startOpenIdProvider(key, PEOPLE)]);
    const { claims, teams } = world.dependencies.current.policy;
    const isTeam = (id: string) => Object.hasOwn(teams, id);
    const { issuer } = provider;
    signIn = openIdIssuer({ issuer, audience: AUDIENCE, claims, isTeam, log: silentLog, refreshEveryMs: 2_000 });
    app = await createApp({ ...world.dependencies, verifyToken: signIn.verify });
  });
  afterAll(async () => {
    await signIn.stop();
    await provider.stop();
    await world.end();
  });

  const me = async (token: string) => {
    const response = await app.inject({ url: '/v1/me', headers: { authorization: `Bearer ${token}` } });
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
  };
  const statusOf = async (token: string) => (await me(token)).status;

  const IN_AN_HOUR = Math.floor(Date.now() / 1_000) + 3_600;

  /** Signed with the provider's own key: right in everything but what the test says. */
  const forge = async (claims: JWTPayload, alg = 'RS256', signingKey: JWK = key) =>
    new SignJWT({ iss: provider.issuer, aud: AUDIENCE, sub: 'carla', exp: IN_AN_HOUR, ...PEOPLE.carla, ...claims })
      .setProtectedHeader({ alg, kid: 'first' })
      .sign(await importJWK(signingKey, alg));

  test('sign people in, by what the policy reads in their claims', async () => {
    expect(await me(await provider.tokenOf('carla'))).toMatchObject({
      status: 200,
      body: { id: 'carla', name: 'Carla', role: 'customer', teams: [], managerId: null },
    });
    expect((await me(await provider.tokenOf('ada'))).body).toMatchObject({
      id: 'ada',
      name: 'Ada',
      role: 'agent',
      teams: ['support'],
    });
    expect((await me(await provider.tokenOf('mona'))).body).toMatchObject({
      id: 'manager-2',
      name: 'mona',
      role: 'manager',
      managerId: 'manager-2',
    });
    expect(await statusOf(await forge({}))).toBe(200);
  });

  test('of somebody without a role of ours are good, but not for us', async () => {
    const { status, body } = await me(await provider.tokenOf('guest'));
    expect([status, body['code']]).toEqual([403, 'forbidden']);
    expect(body['detail']).toMatch(/claim roles .* customer, agent, manager$/);
  });

  test('for another audience are refused', async () => {
    expect(await statusOf(await provider.tokenOf('carla', 'https://other.example'))).toBe(401);
  });

  const ago = (seconds: number) => Math.floor(Date.now() / 1_000) - seconds;

  test.each<[string, () => JWTPayload]>([
    ['another audience', () => ({ aud: 'https://other.example' })],
    ['another issuer', () => ({ iss: 'https://issuer.example' })],
    ['the issuer, spelled otherwise', () => ({ iss: `${provider.issuer}/` })],
    ['expired', () => ({ exp: ago(20) })],
    ['not valid yet', () => ({ nbf: ago(-20) })],
    ['no sub', () => ({ sub: undefined })],
    ['an empty sub', () => ({ sub: '' })],
    ['a sub with a NUL', () => ({ sub: 'car\u0000la' })],
    ['a sub of 201 characters', () => ({ sub: 'c'.repeat(201) })],
    ["the journal's name for Kept itself", () => ({ sub: 'system' })],
    ['no exp', () => ({ exp: undefined })],
    ['a manager id that cannot be stored', () => ({ roles: 'manager', manager_id: 'a\u0000' })],
  ])('are refused: %s', async (_what, claims) => expect(await statusOf(await forge(claims()))).toBe(401));

  test.each<[string, () => JWTPayload]>([
    ['expired', () => ({ exp: ago(5) })],
    ['not valid yet', () => ({ nbf: ago(-5) })],
  ])('are accepted when they are %s by less than clocks differ', async (_what, claims) =>
    expect(await statusOf(await forge(claims()))).toBe(200),
  );

  test('signed by nobody, or by somebody else, are refused', async () => {
    const claims = { iss: provider.issuer, aud: AUDIENCE, sub: 'mona', exp: IN_AN_HOUR, roles: ['manager'] };
    expect(await statusOf(new UnsecuredJWT(claims).encode())).toBe(401);
    expect(await statusOf(await forge({}, 'RS256', await makeSigningKey('first')))).toBe(401);
    const [header = '', , signature = ''] = (await provider.tokenOf('carla')).split('.');
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(await statusOf(`${header}.${payload}.${signature}`)).toBe(401);
  });

  test("signed with the issuer's public key as a secret are refused", async () => {
    const [published] = ((await (await fetch(`${provider.issuer}/jwks`)).json()) as { keys: JsonWebKey[] }).keys;
    const pem = createPublicKey({ key: published!, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    for (const secret of [String(pem), JSON.stringify(published), String(published!.n)]) {
      const token = new SignJWT({
        iss: provider.issuer,
        aud: AUDIENCE,
        sub: 'mona',
        exp: IN_AN_HOUR,
        roles: 'manager',
      });
      const signed = await token
        .setProtectedHeader({ alg: 'HS256', kid: 'first' })
        .sign(new TextEncoder().encode(secret));
      expect(await statusOf(signed)).toBe(401);
    }
  });

  test('signed with a new key are accepted at once, and those of the key it replaced no longer', async () => {
    const before = await provider.tokenOf('carla');
    expect(await statusOf(before)).toBe(200);
    await provider.stop();
    const second = await makeSigningKey('second');
    await provider.start(second);
    await sleep(A_MOMENT_MS);
    expect(await statusOf(await provider.tokenOf('ada'))).toBe(200);
    expect(await statusOf(before)).toBe(401);
  });

  test('by a key that the issuer dropped are refused once its keys are refreshed, though nobody names a new one', async () => {
    const before = await provider.tokenOf('carla');
    expect(await statusOf(before)).toBe(200);
    await provider.stop();
    await provider.start(await makeSigningKey('third'));
    const dropped = Date.now();
    while ((await statusOf(before)) === 200 && Date.now() < dropped + 8_000) await sleep(100);
    expect(await statusOf(before)).toBe(401);
    expect(Date.now() - dropped).toBeLessThan(4_000);
  });
});
