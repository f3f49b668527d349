import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../dev/lock.ts';
import { canConnect } from '../dev/postgres-client.ts';
import { startPostgres } from '../dev/postgres.ts';
import { runningServer } from '../dev/postgres-leftovers.ts';
import type { Undo } from '../dev/undo.ts';
import type { Environment } from '../process/environment.ts';
import { StartFault } from '../process/start-fault.ts';

/** How long a server whose address was given may take to answer. */
const ANSWER_MS = 4_000;
const STOP_MS = 25_000;
const START_MS = 60_000;
const LOOK_EVERY_MS = 200;

/**
 * The address of the database that is given, else of the one of `npm start`: as it runs, or started until `undo`.
 * @throws StartFault when there is none
 */
export async function openRecordedDatabase({ DATABASE_URL, KEPT_DATA_DIR }: Environment, undo: Undo): Promise<string> {
  if (DATABASE_URL !== undefined) {
    if (await canConnect(DATABASE_URL, ANSWER_MS)) return DATABASE_URL;
    throw new StartFault('PostgreSQL at DATABASE_URL does not answer: start it or correct DATABASE_URL.');
  }
  const directory = join(KEPT_DATA_DIR, 'postgres');
  if (!existsSync(join(directory, 'data'))) {
    throw new StartFault(`Nothing was recorded in ${KEPT_DATA_DIR} yet: npm start first, or give DATABASE_URL.`);
  }
  // Whoever holds the lock has PostgreSQL running, or is about to, and stops it too. An npm start in the meantime would rely
  // on what is stopped here, so it has to wait.
  const lock = takeLock(join(KEPT_DATA_DIR, 'kept.lock'));
  if ('release' in lock) undo.add('The lock', 1_000, lock.release);
  const data = join(realpathSync(directory), 'data');
  if ('heldBy' in lock) await untilItRuns(data);
  const isOurs = 'release' in lock && runningServer(data) === undefined;
  const { url, stop, end } = await startPostgres(directory);
  if (isOurs) undo.add('PostgreSQL', STOP_MS, stop, end);
  return url;
}

/** Somebody else starts it, or stops it: two servers of the same files would be one too many. */
async function untilItRuns(data: string): Promise<void> {
  for (const giveUp = Date.now() + START_MS; runningServer(data) === undefined;) {
    if (Date.now() > giveUp) {
      throw new StartFault(
        'PostgreSQL is being started or stopped by an npm start or a what-if: ask again when that is done.',
      );
    }
    await sleep(LOOK_EVERY_MS);
  }
}
