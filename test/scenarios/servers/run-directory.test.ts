import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../src/dev/postgres.ts';
import { identityOf } from '../../../src/dev/processes.ts';
import {
  clearAbandonedRuns,
  createRunDirectory,
  endRunDirectory,
} from '../../../src/scenarios/servers/run-directory.ts';
import { recordedServers, recordServers } from '../../../src/scenarios/servers/recorded-servers.ts';
import { eventually } from '../../../src/scenarios/world/eventually.ts';
import { temporaryDirectory } from '../../support/servers/temporary-directory.ts';

const PORT = '34567';

/** What stands for a time-skipping server: a program of its name that goes on. */
const program = join(temporaryDirectory(), "a tester's temporal-test-server");
writeFileSync(program, '#!/bin/sh\nwhile :; do sleep 1; done\n', { mode: 0o755 });

const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

const gone = (pid: number) => eventually(async () => identityOf(pid) === undefined);

async function startServer(launcher: string, directory: string): Promise<number> {
  const child = spawn(launcher, [PORT], { stdio: 'ignore' });
  children.push(child);
  const pid = child.pid ?? 0;
  await eventually(async () => recordedServers(directory).includes(pid));
  return pid;
}

const abandoned = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'kept-test-'));
  writeFileSync(join(directory, 'run.lock'), JSON.stringify({ pid: process.pid, identity: 'of somebody else' }));
  return directory;
};

test('a run that was killed leaves a time-skipping server behind until the next one begins', async () => {
  const directory = abandoned();
  const pid = await startServer(recordServers(directory, program), directory);
  await clearAbandonedRuns();
  await gone(pid);
  expect(existsSync(directory)).toBe(false);
});

test('a pid that is another program’s by now, or another server’s, harms neither', async () => {
  const directory = abandoned();
  recordServers(directory, program);
  const records = join(directory, 'time-skipping-servers');
  const stranger = spawn('sleep', [PORT]);
  const other = spawn(program, ['34568'], { stdio: 'ignore' });
  children.push(stranger, other);
  for (const { pid } of [stranger, other]) writeFileSync(join(records, String(pid)), `${PORT}\n`);
  await clearAbandonedRuns();
  expect(existsSync(directory)).toBe(false);
  for (const { pid } of [stranger, other]) expect(identityOf(pid ?? 0)).toBeDefined();
});

test('who has lost patience leaves neither servers nor files behind', async () => {
  const directory = createRunDirectory();
  const launcher = recordServers(directory, program);
  const [pid] = await Promise.all([startServer(launcher, directory), startPostgres(join(directory, 'postgres'), 0)]);
  const postmaster = Number(readFileSync(join(directory, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  expect(identityOf(postmaster)).toBeDefined();
  endRunDirectory(directory);
  expect(existsSync(directory)).toBe(false);
  await Promise.all([gone(pid), gone(postmaster)]);
  endRunDirectory(directory);
});

test('once its run has ended, no time-skipping server starts', () => {
  const directory = temporaryDirectory();
  const launcher = recordServers(directory, program);
  rmSync(join(directory, 'time-skipping-servers'), { recursive: true });
  expect(spawnSync(launcher, [PORT], { timeout: 5_000 }).status).toBe(1);
});
