import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openIdIssuer } from '../../src/api/auth/open-id-issuer.ts';
import type { SignIn } from '../../src/api/auth/principal.ts';
import { ProblemError } from '../../src/api/problem.ts';
import { AUDIENCE, makeSigningKey, startOpenIdProvider } from '../support/issuer/open-id-provider.ts';

const CLAIMS = {
  roles: 'roles',
  teams: 'teams',
  managerId: 'manager_id',
  roleNames: { customer: ['customer'], agent: ['agent'], manager: ['manager'] },
};

/** The issuer is asked once a second at most. */
const A_MOMENT_MS = 1_100;

describe('while the issuer of tokens is away', () => {
  const opened: { stop(): Promise<unknown> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.stop()));
  });

  /** As one process has it, with what it logs. */
  function open(issuer: string): SignIn & { lines: string[] } {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
    const signIn = openIdIssuer({ issuer, audience: AUDIENCE, claims: CLAIMS, isTeam: () => true, log });
    opened.push(signIn);
    return { ...signIn, lines };
  }

  const verdictOn = async ({ verify }: SignIn, token: string) =>
    verify(token).then(
      ({ id }) => id,
      (error: unknown) => (error instanceof ProblemError ? `${error.status}` : '401'),
    );

  /** Something that listens where an issuer should. */
  async function listen(answer: (origin: string) => RequestListener): Promise<string> {
    const server: Server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', answer(origin));
    opened.push({
      stop: async () => {
        server.closeAllConnections();
        server.close();
      },
    });
    return origin;
  }

  test('nothing is known at first, then new keys are believed, and known ones stay so', async () => {
    const first = await makeSigningKey('first');
    const provider = await startOpenIdProvider(first, { carla: { roles: ['customer'] } });
    const token = await provider.tokenOf('carla');
    await provider.stop();

    const kept = open(provider.issuer);
    for (let request = 0; request < 5; request += 1) expect(await verdictOn(kept, token)).toBe('503');
    await expect(kept.verify(token)).rejects.toMatchObject({ extras: { headers: { 'retry-after': '2' } } });
    await sleep(A_MOMENT_MS);
    expect(await verdictOn(kept, token)).toBe('503');
    expect(await verdictOn(kept, 'a.b.c')).toBe('401');
    expect(kept.lines).toHaveLength(1);
    expect(kept.lines[0]).toContain('the issuer of tokens is away');

    await provider.start(first);
    await sleep(A_MOMENT_MS);
    expect(await verdictOn(kept, token)).toBe('carla');

    await provider.stop();
    await provider.start(await makeSigningKey('second'));
    const unknown = await provider.tokenOf('carla');
    await provider.stop();
    await sleep(A_MOMENT_MS);
    for (let request = 0; request < 5; request += 1) {
      expect([await verdictOn(kept, token), await verdictOn(kept, unknown)]).toEqual(['carla', '503']);
    }
    expect(kept.lines).toHaveLength(2);
  });

  test('one that never answers is not waited for longer than our own answer may take', async () => {
    const provider = await startOpenIdProvider(await makeSigningKey('first'), { carla: { roles: ['customer'] } });
    const token = await provider.tokenOf('carla');
    await provider.stop();
    const kept = open(await listen(() => () => undefined));
    const began = Date.now();
    expect(await Promise.all([1, 2, 3].map(() => verdictOn(kept, token)))).toEqual(['503', '503', '503']);
    expect(Date.now() - began).toBeLessThan(4_500);
  });

  test.each<[string, (origin: string) => { status: number; body: unknown }, RegExp]>([
    ['fails', () => ({ status: 500, body: {} }), /answered 500/],
    ['is another issuer', (at) => ({ status: 200, body: { issuer: 'https://other', jwks_uri: at } }), /AUTH_ISSUER/],
    [
      'has its keys where others could change them on their way',
      (at) => ({ status: 200, body: { issuer: at, jwks_uri: 'http://keys.example/jwks' } }),
      /expected an https address/,
    ],
    ['has no keys', (at) => ({ status: 200, body: { issuer: at, jwks_uri: at, keys: 1 } }), /JSON Web Key Set/],
  ])('one that %s is as good as away, and the log says why', async (_what, configuration, why) => {
    const provider = await startOpenIdProvider(await makeSigningKey('first'), { carla: { roles: ['customer'] } });
    const token = await provider.tokenOf('carla');
    await provider.stop();
    const kept = open(
      await listen((origin) => (_request, response) => {
        const { status, body } = configuration(origin);
        response.writeHead(status).end(JSON.stringify(body));
      }),
    );
    for (let request = 0; request < 3; request += 1) expect(await verdictOn(kept, token)).toBe('503');
    expect(kept.lines).toHaveLength(1);
    expect(kept.lines[0]).toMatch(why);
  });
});
