import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../../src/dev/postgres-client.ts';
import { identityOf } from '../../src/dev/processes.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { address } from '../support/servers/addresses.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

interface Started {
  readonly child: ChildProcess;
  readonly exit: Promise<number>;
  output(): string;
}

const children: ChildProcess[] = [];

function npmStart(settings: NodeJS.ProcessEnv, ...args: string[]): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/dev/stand-in.ts', ...args], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TEMPORAL_CLI: address('temporalCli'), PORT: '0', ...settings },
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  return { child, exit: once(child, 'close').then(([code]) => code as number), output: () => output };
}

async function ready(started: Started): Promise<string> {
  for (const deadline = Date.now() + 30_000; !started.output().includes('Ctrl-C stops all'); await sleep(50)) {
    if (Date.now() > deadline || started.child.exitCode !== null) throw new Error(`not ready: ${started.output()}`);
  }
  return started.output();
}

async function failure(settings: NodeJS.ProcessEnv, ...args: string[]): Promise<string> {
  const started = npmStart(settings, ...args);
  expect(await started.exit).toBe(1);
  expect(started.output()).not.toContain('    at ');
  return started.output().trim();
}

const serverPids = (data: string) => [
  Number(readFileSync(join(data, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]),
  (JSON.parse(readFileSync(join(data, 'temporal.pid.json'), 'utf8')) as { pid: number }).pid,
];

const databaseOf = (output: string) => /postgres:\/\/\S+/.exec(output)?.[0] ?? '';

/** Those that a failed test left behind. */
afterAll(async () => {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  await Promise.all(
    running.map((child) => {
      child.kill('SIGTERM');
      return once(child, 'close');
    }),
  );
});

test('starts, stops in order on one Ctrl-C however often it arrives, and leaves nothing running', async () => {
  const data = temporaryDirectory();
  const started = npmStart({ KEPT_DATA_DIR: data });
  const output = await ready(started);
  expect(output).toContain('npm run token -- customer');
  expect(output).toMatch(/Sign-in +the DEVELOPMENT ISSUER: signs ANYBODY in/);
  const pids = serverPids(data);
  expect(pids.every((pid) => identityOf(pid) !== undefined)).toBe(true);
  started.child.kill('SIGINT');
  started.child.kill('SIGINT');
  expect(await started.exit).toBe(0);
  expect(readFileSync(join(data, 'stops.log'), 'utf8')).toBe('api\nworker\n');
  expect(pids.map(identityOf)).toEqual([undefined, undefined]);
  for (const file of ['kept.lock', 'temporal.pid.json', 'postgres/data/postmaster.pid']) {
    expect(existsSync(join(data, file))).toBe(false);
  }
});

test('a second Ctrl-C ends everything at once', async () => {
  const data = temporaryDirectory();
  const started = npmStart({ KEPT_DATA_DIR: data, WORKER_STOPS_AFTER_MS: '20000' });
  await ready(started);
  const pids = serverPids(data);
  started.child.kill('SIGINT');
  await sleep(1_200);
  expect(started.child.exitCode).toBeNull();
  started.child.kill('SIGINT');
  expect(await started.exit).toBe(130);
  await sleep(1_000);
  expect(pids.map(identityOf)).toEqual([undefined, undefined]);
});

test.each([
  ['only of the parent', false],
  ['of all of it', true],
])('after a kill %s the next start works and has lost nothing', async (_, everything) => {
  const data = temporaryDirectory();
  const first = npmStart({ KEPT_DATA_DIR: data });
  const url = databaseOf(await ready(first));
  await query(url, "insert into proof values ('kept')");
  const pids = serverPids(data);
  first.child.kill('SIGKILL');
  if (everything) for (const pid of pids) process.kill(pid, 'SIGKILL');
  await first.exit;

  const second = npmStart({ KEPT_DATA_DIR: data });
  const output = await ready(second);
  expect((await query(databaseOf(output), 'select text from proof')).rows).toEqual([{ text: 'kept' }]);
  second.child.kill('SIGTERM');
  expect(await second.exit).toBe(0);
  for (const pid of pids) expect(identityOf(pid)).toBeUndefined();
});

test('a second one on the same data is told who is in the way, and the first goes on', async () => {
  const data = temporaryDirectory();
  const first = npmStart({ KEPT_DATA_DIR: data });
  const url = databaseOf(await ready(first));
  const message = await failure({ KEPT_DATA_DIR: data });
  expect(message).toMatch(
    new RegExp(`^Kept already runs on the data in ${data} \\(process ${first.child.pid}\\): .*$`),
  );
  expect((await query(url, 'select 1 as one')).rowCount).toBe(1);
  first.child.kill('SIGTERM');
  expect(await first.exit).toBe(0);
});

test('a port in use is one sentence, before anything is started', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const data = temporaryDirectory();
  const message = await failure({ KEPT_DATA_DIR: data, PORT: String(port) });
  expect(message).toBe(
    `Port ${port} on 127.0.0.1 is taken by another program: stop it, or choose another port, such as PORT=${port + 1} npm start.`,
  );
  expect(existsSync(join(data, 'postgres'))).toBe(false);
  other.close();
});

test.each([
  [
    'DATABASE_URL',
    'postgres://kept:geheim@127.0.0.1:1/kept',
    /^PostgreSQL at postgres:\/\/kept@127\.0\.0\.1:1\/kept can't .*$/,
  ],
  ['TEMPORAL_ADDRESS', '127.0.0.1:1', /^Temporal at 127\.0\.0\.1:1, namespace default, can't be used .*$/],
])('an unreachable %s is one sentence within seconds, before anything is started', async (name, value, sentence) => {
  const data = temporaryDirectory();
  const began = Date.now();
  const message = await failure({ KEPT_DATA_DIR: data, [name]: value });
  expect(message).toMatch(sentence);
  expect(message).not.toContain('geheim');
  expect(Date.now() - began).toBeLessThan(12_000);
  expect(readdirSync(data)).toEqual([]);
});

test('as production it is not started with a sign-in that is open to anybody', async () => {
  const data = temporaryDirectory();
  const message = await failure({ KEPT_DATA_DIR: data, NODE_ENV: 'production' });
  expect(message).toMatch(
    /^As production \(NODE_ENV\) Kept refuses to start:\n {2}AUTH_ISSUER: .*\n {2}LINK_SECRET: .*$/,
  );
  expect(readdirSync(data)).toEqual([]);
});

test('a broken policy is told with its faults, before anything is started', async () => {
  const data = temporaryDirectory();
  const message = await failure({ KEPT_DATA_DIR: data, POLICY_FILE: '/etc/broken.yaml' });
  expect(message).toBe('/etc/broken.yaml is not a valid policy:\ncompany: expected text');
  expect(readdirSync(data)).toEqual([]);
});

test('when one server fails to start, the other is stopped again', async () => {
  const data = temporaryDirectory();
  expect(await failure({ KEPT_DATA_DIR: data, TEMPORAL_CLI: process.execPath })).toMatch(/^TEMPORAL_CLI is .*$/);
  expect(existsSync(join(data, 'postgres/data/PG_VERSION'))).toBe(true);
  expect(existsSync(join(data, 'postgres/data/postmaster.pid'))).toBe(false);
});

test('given servers are used and not stopped, and so is a given issuer', async () => {
  const issuer = { AUTH_ISSUER: 'https://login.example', AUTH_AUDIENCE: 'kept' };
  const started = npmStart({ KEPT_DATA_DIR: temporaryDirectory(), DATABASE_URL: address('postgresUrl'), ...issuer });
  const output = await ready(started);
  expect(output).toMatch(/Sign-in +https:\/\/login\.example\n/);
  expect(output).not.toMatch(/npm run (token|demo)|DEVELOPMENT/);
  started.child.kill('SIGINT');
  expect(await started.exit).toBe(0);
  expect((await query(address('postgresUrl'), 'select 1')).rowCount).toBe(1);
});

test('a broken environment and a stray argument are told before anything is started', async () => {
  expect(await failure({ PORT: 'eighty' })).toMatch(/^The environment is not usable:\n {2}PORT: expected/);
  expect(await failure({}, 'production')).toMatch(/^npm start takes no arguments/);
});

test('--help explains and starts nothing', async () => {
  const started = npmStart({}, '--help');
  expect(await started.exit).toBe(0);
  expect(started.output()).toContain('KEPT_DATA_DIR');
});
