import { join } from 'node:path';
import { parseEnvironment, PROJECT_ROOT } from '../../src/process/environment.ts';
import { requireDevelopmentIssuer, requireSignIn } from '../../src/process/sign-in.ts';
import { StartFault } from '../../src/process/start-fault.ts';
import { temporalConnection } from '../../src/process/temporal-connection.ts';

function faultOf(source: NodeJS.ProcessEnv): string {
  try {
    parseEnvironment(source);
  } catch (error) {
    if (error instanceof StartFault) return error.message;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('the environment', () => {
  test('has a default for everything', () => {
    const environment = parseEnvironment({});
    expect(environment).toMatchObject({
      PORT: 8080,
      HOST: '127.0.0.1',
      TEMPORAL_NAMESPACE: 'default',
      POLICY_FILE: join(PROJECT_ROOT, 'policies/introserv.yaml'),
      KEPT_DATA_DIR: join(PROJECT_ROOT, '.kept'),
      LOG_LEVEL: 'info',
    });
    expect(environment.DATABASE_URL).toBeUndefined();
    expect(environment.TEMPORAL_ADDRESS).toBeUndefined();
  });

  test('an empty variable is one that is not set', () => {
    expect(parseEnvironment({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 8080 });
  });

  test('paths are relative to the project, wherever the command is run', () => {
    expect(parseEnvironment({ POLICY_FILE: 'other.yaml' }).POLICY_FILE).toBe(join(PROJECT_ROOT, 'other.yaml'));
    expect(parseEnvironment({ KEPT_DATA_DIR: '/data' }).KEPT_DATA_DIR).toBe('/data');
  });

  test('the cache follows KEPT_CACHE_DIR, then XDG_CACHE_HOME', () => {
    expect(parseEnvironment({ XDG_CACHE_HOME: '/x' }).KEPT_CACHE_DIR).toBe('/x/kept');
    expect(parseEnvironment({ XDG_CACHE_HOME: '/x', KEPT_CACHE_DIR: '/y' }).KEPT_CACHE_DIR).toBe('/y');
  });

  test('tells all faults at once, each with its variable and what was expected', () => {
    const lines = faultOf({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://kept:geheim@host/db',
      TEMPORAL_ADDRESS: 'http://host:7233',
      LOG_LEVEL: 'loud',
    }).split('\n');
    expect(lines).toEqual([
      'The environment is not usable:',
      '  PORT: expected a port number from 0 to 65535 (0: any free one)',
      '  DATABASE_URL: expected a URL such as postgres://user:password@host:5432/database',
      '  TEMPORAL_ADDRESS: expected host:port, such as 127.0.0.1:7233',
      '  LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent',
    ]);
  });

  test('never repeats a password', () => {
    expect(faultOf({ DATABASE_URL: 'mysql://kept:geheim@host/db' })).not.toContain('geheim');
  });

  test.each(['65536', '-1', '80.5', '99999', '1e3'])('PORT %s is refused', (PORT) => {
    expect(faultOf({ PORT })).toContain('  PORT: expected');
  });

  test('an issuer comes with its audience, or neither', () => {
    const issuer = { AUTH_ISSUER: 'https://login.example', AUTH_AUDIENCE: 'https://kept.example' };
    expect(parseEnvironment(issuer)).toMatchObject(issuer);
    expect(faultOf({ AUTH_ISSUER: 'https://login.example', PORT: 'eighty' }).split('\n').slice(1)).toEqual([
      '  PORT: expected a port number from 0 to 65535 (0: any free one)',
      '  AUTH_AUDIENCE: expected with AUTH_ISSUER: set both or neither',
    ]);
    expect(faultOf({ AUTH_AUDIENCE: 'kept' })).toContain('  AUTH_ISSUER: expected with AUTH_AUDIENCE');
  });

  test.each(['https://a.example/tenant/', 'http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000/x'])(
    'AUTH_ISSUER may be %s',
    (AUTH_ISSUER) => {
      expect(parseEnvironment({ AUTH_ISSUER, AUTH_AUDIENCE: 'kept' }).AUTH_ISSUER).toBe(AUTH_ISSUER);
    },
  );

  test.each([
    'http://login.example',
    'http://127.0.0.1.example',
    'http://10.0.0.1:4000',
    'ftp://login.example',
    'login.example',
    'https://login.example/?a=b',
    'https://login.example/#a',
    'https://me:geheim@login.example',
  ])('AUTH_ISSUER may not be %s: its keys could be changed on their way, or it is no issuer', (AUTH_ISSUER) => {
    const fault = faultOf({ AUTH_ISSUER, AUTH_AUDIENCE: 'kept' });
    expect(fault).toContain('  AUTH_ISSUER: expected an https URL');
    expect(fault).not.toContain('geheim');
  });

  test('LINK_SECRET is long, and never repeated', () => {
    expect(parseEnvironment({ LINK_SECRET: 'x'.repeat(32) }).LINK_SECRET).toHaveLength(32);
    const fault = faultOf({ LINK_SECRET: 'geheim' });
    expect(fault).toContain('  LINK_SECRET: expected at least 32 characters');
    expect(fault).not.toContain('geheim');
  });

  test('PUBLIC_URL may have a path', () => {
    expect(parseEnvironment({ PUBLIC_URL: 'https://example.com/kept/' }).PUBLIC_URL).toBe('https://example.com/kept');
    for (const PUBLIC_URL of ['example.com', 'ftp://example.com', 'https://example.com/?a', 'https://a:b@example.com'])
      expect(faultOf({ PUBLIC_URL })).toContain('  PUBLIC_URL: expected');
  });
});

describe('sign-in, by the environment', () => {
  const ISSUER = { AUTH_ISSUER: 'https://login.example', AUTH_AUDIENCE: 'kept' };
  const LINK_SECRET = 'x'.repeat(32);
  const signIn = (source: NodeJS.ProcessEnv) => () => requireSignIn(parseEnvironment(source));

  test('is that of the issuer, and of the development issuer only without one', () => {
    expect(signIn(ISSUER)()).toEqual({ issuer: 'https://login.example', audience: 'kept' });
    expect(signIn({})()).toBeNull();
  });

  test('in production needs an issuer and a secret for links', () => {
    const NODE_ENV = 'production';
    expect(signIn({ NODE_ENV, ...ISSUER, LINK_SECRET })()).not.toBeNull();
    expect(signIn({ NODE_ENV, LINK_SECRET })).toThrow(/refuses to start:\n {2}AUTH_ISSUER: [^\n]*$/);
    expect(signIn({ NODE_ENV, ...ISSUER })).toThrow(/refuses to start:\n {2}LINK_SECRET: [^\n]*$/);
    expect(signIn({ NODE_ENV })).toThrow(/AUTH_ISSUER: .*\n {2}LINK_SECRET: /);
  });

  test('tokens of the development issuer are signed only where they are believed', () => {
    const development = (source: NodeJS.ProcessEnv) => () => requireDevelopmentIssuer(parseEnvironment(source));
    expect(development({})).not.toThrow();
    expect(development(ISSUER)).toThrow(/come from https:\/\/login\.example/);
    expect(development({ NODE_ENV: 'production' })).toThrow(/NODE_ENV/);
  });
});

describe('the connection to Temporal', () => {
  test("takes API key and metadata from Temporal's own variables", () => {
    const environment = parseEnvironment({
      TEMPORAL_ADDRESS: 'cluster.example:7233',
      TEMPORAL_NAMESPACE: 'support',
      TEMPORAL_API_KEY: 'key',
      TEMPORAL_GRPC_META_ROUTE: 'eu',
    });
    expect(temporalConnection(environment)).toEqual({
      namespace: 'support',
      connectionOptions: { address: 'cluster.example:7233', apiKey: 'key', tls: true, metadata: { route: 'eu' } },
    });
  });

  test('is plain when none of them is set', () => {
    const { connectionOptions } = temporalConnection(parseEnvironment({ TEMPORAL_ADDRESS: '127.0.0.1:7233' }));
    expect(connectionOptions.tls).toBeUndefined();
    expect(connectionOptions.apiKey).toBeUndefined();
  });

  test('a certificate that is not there is told in a sentence', () => {
    const environment = parseEnvironment({
      TEMPORAL_ADDRESS: '127.0.0.1:7233',
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/nowhere/ca.pem',
    });
    expect(() => temporalConnection(environment)).toThrow(StartFault);
    expect(() => temporalConnection(environment)).toThrow(/nowhere\/ca\.pem/);
  });

  test('needs an address', () => {
    expect(() => temporalConnection(parseEnvironment({}))).toThrow(/TEMPORAL_ADDRESS is not set/);
  });
});
