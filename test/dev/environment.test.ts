import { join } from 'node:path';
import { parseEnvironment, PROJECT_ROOT } from '../../src/process/environment.ts';
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

  test.each(['AUTH_ISSUER', 'AUTH_AUDIENCE'])('%s is refused rather than ignored', (name) => {
    expect(faultOf({ [name]: 'https://login.example' })).toContain('only knows its own development issuer');
  });

  test('the development issuer refuses production', () => {
    expect(faultOf({ NODE_ENV: 'production' })).toContain('NODE_ENV: the development issuer');
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
