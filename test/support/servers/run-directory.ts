import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../../src/dev/lock.ts';
import { stopPostgresIn } from '../../../src/dev/postgres.ts';
import { stopTemporalIn } from '../../../src/dev/temporal-server.ts';

const PREFIX = 'kept-test-';

/** A directory for everything one run of the tests starts, and for nothing that outlives it. */
export function createRunDirectory(): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), PREFIX));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(directory, 0o711);
  takeLock(join(directory, 'run.lock'));
  return directory;
}

/** Stops every server of a run, also those that a crashed test file left behind, and removes their data. */
export async function clearRunDirectory(directory: string): Promise<void> {
  for (const name of readdirSync(directory)) {
    await stopTemporalIn(join(directory, name));
    await stopPostgresIn(join(directory, name));
    await stopPostgresIn(join(directory, name, 'postgres'));
  }
  rmSync(directory, { recursive: true, force: true });
}

/** What runs that were killed have left behind, servers included. */
export async function clearAbandonedRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const directory = join(realpathSync(tmpdir()), name);
    if ('release' in takeLock(join(directory, 'run.lock'))) await clearRunDirectory(directory);
  }
}
