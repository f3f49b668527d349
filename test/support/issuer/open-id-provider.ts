import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Provider } from 'oidc-provider';

/** Whom its tokens are for, unless a test asks otherwise. */
export const AUDIENCE = 'https://kept.example';

const SECRET = 'a secret of the tests';

/** A real OpenID Connect provider on this machine. Each client is a person, who signs in as themselves. */
export interface OpenIdProvider {
  issuer: string;
  /** A token that the provider made and signed, for one of its clients. */
  tokenOf(client: string, audience?: string): Promise<string>;
  /** Until it is started again, nobody answers at its address. */
  stop(): Promise<void>;
  /** Begins anew at the same address, with no other key than this. */
  start(key: JWK): Promise<void>;
}

/** Claims by client: what the provider says of each. */
export async function startOpenIdProvider(key: JWK, people: Record<string, object>): Promise<OpenIdProvider> {
  let server: Server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const { Provider } = await quietly(() => import('oidc-provider'));
  const answer = (signingKey: JWK) =>
    server.on('request', new Provider(issuer, configurationOf(signingKey, people)).callback());
  answer(key);
  return {
    issuer,
    tokenOf: async (client, audience = AUDIENCE) => {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${client}:${encodeURIComponent(SECRET)}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience }),
      });
      if (response.status !== 200) throw new Error(`no token for ${client}: ${await response.text()}`);
      return ((await response.json()) as { access_token: string }).access_token;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
    start: async (signingKey) => {
      server = await listen(port);
      answer(signingKey);
    },
  };
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** It says at length that it is not set up for production. */
function quietly<T>(load: () => Promise<T>): Promise<T> {
  for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
  return load();
}

const configurationOf = (key: JWK, people: Record<string, object>): ConstructorParameters<typeof Provider>[1] => ({
  jwks: { keys: [key] },
  clients: Object.keys(people).map((client) => ({
    client_id: client,
    client_secret: SECRET,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  })),
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_ctx: unknown, audience: string) => ({
        audience,
        scope: '',
        accessTokenFormat: 'jwt',
        accessTokenTTL: 3_600,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  extraTokenClaims: (_ctx, { clientId }) => people[clientId] ?? {},
});

/** A signing key with a name of its own. */
export async function makeSigningKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, use: 'sig', alg: 'RS256' };
}
