import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { StartFault } from './start-fault.ts';

export const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));

const text = (expected: string, pattern: RegExp) => z.string().regex(pattern, { error: `expected ${expected}` });

const file = z.string().transform((path) => resolve(PROJECT_ROOT, path));

/** A setting that would be ignored is refused, so that nobody believes it protects them. */
const refused = (why: string) =>
  z
    .string()
    .refine(() => false, { error: why })
    .optional();

const OTHER_ISSUER = 'this version only knows its own development issuer; unset AUTH_ISSUER and AUTH_AUDIENCE';

const schema = z.object({
  PORT: text('a port number from 0 to 65535 (0: any free one)', /^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'expected a port number from 0 to 65535 (0: any free one)' })
    .default(8080),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: text('a URL such as postgres://user:password@host:5432/database', /^postgres(ql)?:\/\/\S+$/).optional(),
  TEMPORAL_ADDRESS: text('host:port, such as 127.0.0.1:7233', /^[^\s/]+:\d{1,5}$/).optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  POLICY_FILE: file.default(resolve(PROJECT_ROOT, 'policies/introserv.yaml')),
  KEPT_DATA_DIR: file.default(resolve(PROJECT_ROOT, '.kept')),
  /** Outside the checkout, so that a fresh clone doesn't fetch again what the last one fetched. */
  KEPT_CACHE_DIR: file.optional(),
  XDG_CACHE_HOME: file.default(join(homedir(), '.cache')),
  TEMPORAL_CLI: file.optional(),
  TEMPORAL_TEST_SERVER: file.optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'expected one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
  NODE_ENV: z
    .enum(['development', 'test', 'production'], { error: 'expected development, test or production' })
    .refine((mode) => mode !== 'production', {
      error: 'the development issuer would sign anybody in, so this version refuses to run as production; unset it',
    })
    .default('development'),
  AUTH_ISSUER: refused(OTHER_ISSUER),
  AUTH_AUDIENCE: refused(OTHER_ISSUER),
});

type Settings = Omit<z.infer<typeof schema>, 'AUTH_ISSUER' | 'AUTH_AUDIENCE' | 'XDG_CACHE_HOME' | 'KEPT_CACHE_DIR'>;

export type Environment = Settings & {
  readonly KEPT_CACHE_DIR: string;
  /** Temporal's own variables (TLS, API key, metadata), read by its environment configuration when it connects. */
  readonly temporalVariables: Readonly<Record<string, string>>;
};

/** Reads the environment once. All faults are told together, each with its variable and what was expected. */
export function parseEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new StartFault(describe(parsed.error.issues));
  const { AUTH_ISSUER: _issuer, AUTH_AUDIENCE: _audience, XDG_CACHE_HOME, KEPT_CACHE_DIR, ...settings } = parsed.data;
  return {
    ...settings,
    KEPT_CACHE_DIR: KEPT_CACHE_DIR ?? join(XDG_CACHE_HOME, 'kept'),
    temporalVariables: Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith('TEMPORAL_'))),
  };
}

/** Values are not repeated: DATABASE_URL holds a password, and a terminal's output gets pasted into tickets. */
function describe(issues: readonly z.core.$ZodIssue[]): string {
  const firstOfEach = new Map<string, string>();
  for (const issue of issues) {
    const name = issue.path.join('.');
    if (!firstOfEach.has(name)) firstOfEach.set(name, issue.message);
  }
  return ['The environment is not usable:', ...[...firstOfEach].map(([name, fault]) => `  ${name}: ${fault}`)].join(
    '\n',
  );
}
