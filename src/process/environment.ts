import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isPrivateOnItsWay } from './private-url.ts';
import { StartFault } from './start-fault.ts';

export const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));

const text = (expected: string, pattern: RegExp) => z.string().regex(pattern, { error: `expected ${expected}` });

const file = z.string().transform((path) => resolve(PROJECT_ROOT, path));

const LOOPBACK_TOO =
  'an https URL without query or fragment (http only on this machine, such as http://127.0.0.1:4000)';

/** Tokens are believed by keys that are fetched from there: over plain http anybody on the way could give others. */
const issuer = z
  .url({ error: `expected ${LOOPBACK_TOO}` })
  .refine((url) => isPrivateOnItsWay(url) && !/[?#@]/.test(url), { error: `expected ${LOOPBACK_TOO}` });

/** Where customers reach us, with a path of its own or without. */
const publicUrl = z
  .url({ protocol: /^https?$/, error: 'expected an http or https URL, such as https://support.example.com' })
  .refine((url) => !/[?#@]/.test(url), { error: 'expected a URL without query, fragment or user' })
  .transform((url) => url.replace(/\/+$/, ''));

const portNumber = text('a port number from 0 to 65535 (0: any free one)', /^\d{1,5}$/)
  .transform(Number)
  .refine((port) => port <= 65_535, { error: 'expected a port number from 0 to 65535 (0: any free one)' });

const schema = z.object({
  PORT: portNumber.default(8080),
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
    .default('development'),
  AUTH_ISSUER: issuer.optional(),
  AUTH_AUDIENCE: z.string().optional(),
  LINK_SECRET: z.string().min(32, { error: 'expected at least 32 characters' }).optional(),
  PUBLIC_URL: publicUrl.optional(),
  STAFF_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'expected a URL such as https://hooks.slack.com/services/…' })
    .optional(),
  WEBHOOK_ALLOW_PRIVATE: z
    .enum(['true', 'false'], { error: 'expected true or false' })
    .transform((value) => value === 'true')
    .default(false),
  SMTP_URL: text('a URL such as smtp://user:password@mail.example.com:587 or smtps://…', /^smtps?:\/\/\S+$/)
    .refine((url) => URL.canParse(url), { error: 'expected a URL such as smtp://user:password@mail.example.com:587' })
    .optional(),
  INBOUND_SMTP_PORT: portNumber.optional(),
  INBOUND_TLS_KEY_FILE: file.optional(),
  INBOUND_TLS_CERT_FILE: file.optional(),
  IMAP_URL: text('a URL such as imaps://user:password@mail.example.com/INBOX', /^imaps?:\/\/\S+$/)
    .refine((url) => URL.canParse(url), {
      error: 'expected a URL such as imaps://user:password@mail.example.com/INBOX',
    })
    .optional(),
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_KEY_FILE: file.optional(),
});

type Settings = Omit<z.infer<typeof schema>, 'XDG_CACHE_HOME' | 'KEPT_CACHE_DIR'>;

export type Environment = Settings & {
  readonly KEPT_CACHE_DIR: string;
  /** Where a machine without a mail server keeps what was sent; never set from outside. */
  readonly localMailbox?: string;
  /** Temporal's own variables (TLS, API key, metadata), read by its environment configuration when it connects. */
  readonly temporalVariables: Readonly<Record<string, string>>;
};

/** Reads the environment once. All faults are told together, each with its variable and what was expected. */
export function parseEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
  const parsed = schema.safeParse(given);
  const faults = [...(parsed.error?.issues ?? []), ...unpaired(given)];
  if (!parsed.success || faults.length > 0) throw new StartFault(describe(faults));
  const { XDG_CACHE_HOME, KEPT_CACHE_DIR, ...settings } = parsed.data;
  return {
    ...settings,
    KEPT_CACHE_DIR: KEPT_CACHE_DIR ?? join(XDG_CACHE_HOME, 'kept'),
    temporalVariables: Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith('TEMPORAL_'))),
  };
}

interface Fault {
  path: PropertyKey[];
  message: string;
}

/**
 * Settings that say nothing alone. An issuer signs for many: without an audience a token for another service would open this
 * one.
 */
const TOGETHER = [
  ['AUTH_ISSUER', 'AUTH_AUDIENCE'],
  ['INBOUND_TLS_KEY_FILE', 'INBOUND_TLS_CERT_FILE'],
  ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE'],
];

const unpaired = (given: Record<string, string>): Fault[] =>
  TOGETHER.flatMap((names) => {
    const [first] = names.filter((name) => name in given);
    if (first === undefined) return [];
    const all = names.length === 2 ? 'set both or neither' : 'set all of them or none';
    return names
      .filter((name) => !(name in given))
      .map((name) => ({ path: [name], message: `expected with ${first}: ${all}` }));
  });

/** Values are not repeated: DATABASE_URL, SMTP_URL, IMAP_URL, STAFF_WEBHOOK_URL and LINK_SECRET are secrets, and a terminal's output gets pasted into tickets. */
function describe(issues: readonly Fault[]): string {
  const firstOfEach = new Map<string, string>();
  for (const issue of issues) {
    const name = issue.path.join('.');
    if (!firstOfEach.has(name)) firstOfEach.set(name, issue.message);
  }
  return ['The environment is not usable:', ...[...firstOfEach].map(([name, fault]) => `  ${name}: ${fault}`)].join(
    '\n',
  );
}
