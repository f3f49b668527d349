import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { takeLock } from '../../dev/lock.ts';
import { endPostgresIn, stopPostgresIn } from '../../dev/postgres.ts';
import { endProcess, kill } from '../../dev/processes.ts';
import { stopTemporalIn } from '../../dev/temporal-server.ts';
import { recordedServers } from './recorded-servers.ts';

const PREFIX = 'kept-test-';
const LOCK = 'run.lock';

/** They have nothing to save. */
const GRACE_MS = 2_000;

/** A directory for everything one run of the tests starts, and for nothing that outlives it. */
export function createRunDirectory(): string {
  // Under another name until it is locked, so that no other run takes it for abandoned.
  const unlocked = mkdtempSync(join(realpathSync(tmpdir()), `new-${PREFIX}`));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(unlocked, 0o711);
  takeLock(join(unlocked, LOCK));
  const directory = join(dirname(unlocked), basename(unlocked).replace('new-', ''));
  renameSync(unlocked, directory);
  return directory;
}

/** Stops every server of a run, also those that a crashed test file left behind, and removes their data. */
export async function clearRunDirectory(directory: string): Promise<void> {
  await Promise.all(recordedServers(directory).map((pid) => endProcess(pid, GRACE_MS)));
  for (const name of readdirSync(directory)) {
    await stopTemporalIn(join(directory, name));
    await stopPostgresIn(join(directory, name));
    await stopPostgresIn(join(directory, name, 'postgres'));
  }
  remove(directory);
}

/** The same at once, for somebody who has lost patience with a run of stories. */
export function endRunDirectory(directory: string): void {
  if (!existsSync(directory)) return;
  for (const pid of recordedServers(directory)) kill(pid, 'SIGKILL');
  for (const name of readdirSync(directory)) endPostgresIn(join(directory, name));
  remove(directory);
}

/** PostgreSQL writes and removes files of its own on its way out. */
const remove = (directory: string): void =>
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

/** What runs that were killed have left behind, servers included. */
export async function clearAbandonedRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const directory = join(realpathSync(tmpdir()), name);
    if (!name.startsWith(PREFIX) || !isOurs(directory)) continue;
    if ('release' in takeLock(join(directory, LOCK))) await clearRunDirectory(directory);
  }
}

/** What another user of the machine left behind is theirs to clear. */
const isOurs = (directory: string): boolean =>
  lstatSync(directory, { throwIfNoEntry: false })?.uid === process.getuid?.();
