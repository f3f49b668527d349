import { SignJWT, UnsecuredJWT, importJWK, type JWK } from 'jose';
import { createApp } from '../../src/api/app.ts';
import type { App } from '../../src/api/fastify-app.ts';
import {
  createDevelopmentIssuer,
  makeIssuerKey,
  type DevelopmentIssuer,
} from '../../src/api/auth/development-issuer.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { CARLA } from '../support/world/tokens.ts';

const CLAIMS = { name: 'Carla', roles: ['customer'], teams: [] };

describe('a bearer token', () => {
  let world: TimeSkippingWorld;
  let app: App;
  let jwk: JWK;
  let issuer: DevelopmentIssuer;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    jwk = await makeIssuerKey();
    issuer = await createDevelopmentIssuer(jwk);
    app = await createApp({ ...world.dependencies, verifyToken: issuer.verify });
  });
  afterAll(() => world.end());

  const statusWith = async (authorization: string) =>
    (await app.inject({ method: 'GET', url: '/v1/me', headers: { authorization } })).statusCode;

  /** A token that is right in everything but what the test says. */
  const forge = async (claims: object, { issuer: iss = 'kept-development', audience = 'kept', expires = '1h' } = {}) =>
    new SignJWT({ ...CLAIMS, ...claims })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('carla')
      .setIssuer(iss)
      .setAudience(audience)
      .setExpirationTime(expires)
      .sign(await importJWK(jwk, 'EdDSA'));

  test('opens the door, however the scheme is spelled', async () => {
    const token = await issuer.issue(CARLA, 60);
    expect(await statusWith(`Bearer ${token}`)).toBe(200);
    expect(await statusWith(`bearer ${token}`)).toBe(200);
    expect(await statusWith(`Bearer ${await forge({})}`)).toBe(200);
  });

  test.each(['', 'Bearer', 'Bearer ', 'Bearer x', 'Bearer a.b.c', 'Basic Y2FybGE6', 'Token x', 'Bearer a b'])(
    'is not %j',
    async (authorization) => expect(await statusWith(authorization)).toBe(401),
  );

  test('is ours: another key, issuer or audience is nobody', async () => {
    const other = await createDevelopmentIssuer(await makeIssuerKey());
    expect(await statusWith(`Bearer ${await other.issue(CARLA, 60)}`)).toBe(401);
    expect(await statusWith(`Bearer ${await forge({}, { issuer: 'somebody-else' })}`)).toBe(401);
    expect(await statusWith(`Bearer ${await forge({}, { audience: 'another-service' })}`)).toBe(401);
  });

  test('is signed, and whole', async () => {
    const unsigned = new UnsecuredJWT(CLAIMS)
      .setSubject('carla')
      .setIssuer('kept-development')
      .setAudience('kept')
      .setExpirationTime('1h')
      .encode();
    expect(await statusWith(`Bearer ${unsigned}`)).toBe(401);
    const [header, , signature] = (await issuer.issue(CARLA, 60)).split('.');
    const payload = Buffer.from(JSON.stringify({ ...CLAIMS, roles: ['manager'], sub: 'carla' })).toString('base64url');
    expect(await statusWith(`Bearer ${header}.${payload}.${signature}`)).toBe(401);
  });

  test('ends', async () => {
    expect(await statusWith(`Bearer ${await forge({}, { expires: '1 second ago' })}`)).toBe(401);
  });

  test.each([{ roles: 'admin' }, { roles: null }, { roles: [['manager']] }, { roles: { manager: true } }])(
    'says what somebody is in words we know, not %j',
    async (claims) => expect(await statusWith(`Bearer ${await forge(claims)}`)).toBe(403),
  );
});
