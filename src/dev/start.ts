import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../environment.ts';
import { StartFault } from '../start-fault.ts';
import { takeLock, type Lock } from './lock.ts';
import { isFree } from './ports.ts';
import { providePostgres, provideTemporal, requireGivenServers } from './servers.ts';
import type { Undo } from './undo.ts';

/** What this command starts besides servers. Given as arguments, so that starting and stopping is tested by itself. */
export interface Parts {
  /** Throws if the policy can't be used; asked early, because its faults should not wait for servers. */
  readPolicy(path: string): Promise<unknown>;
  migrate(databaseUrl: string): Promise<unknown>;
  startWorker(environment: Environment): Promise<{ stop(): Promise<void> }>;
  startApi(environment: Environment): Promise<{ url: string; stop(): Promise<void> }>;
}

export interface Running {
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl?: string;
}

/**
 * Starts everything. `undo` then stops API, worker, Temporal and PostgreSQL, in this order; when one part fails or the
 * signal comes, what has been started is stopped already.
 */
export async function start(environment: Environment, parts: Parts, signal: AbortSignal, undo: Undo): Promise<Running> {
  try {
    const lock = holdDataDirectory(environment.KEPT_DATA_DIR);
    undo.add('The lock', 1_000, lock.release);
    await requireFreePort(environment);
    await parts.readPolicy(environment.POLICY_FILE);
    await requireGivenServers(environment);

    // Both take seconds and neither needs the other. Both are awaited even if one fails, to stop the one that didn't.
    const [postgres, temporal] = await Promise.allSettled([
      providePostgres(environment),
      provideTemporal(environment, signal),
    ]);
    if (postgres.status === 'fulfilled') undo.add('PostgreSQL', 25_000, postgres.value.stop, postgres.value.end);
    if (temporal.status === 'fulfilled') undo.add('Temporal', 20_000, temporal.value.stop, temporal.value.end);
    if (postgres.status === 'rejected') throw postgres.reason;
    if (temporal.status === 'rejected') throw temporal.reason;
    signal.throwIfAborted();

    const databaseUrl = postgres.value.url;
    const { settings, uiUrl } = temporal.value;
    const complete = { ...environment, DATABASE_URL: databaseUrl, ...settings };
    await parts.migrate(databaseUrl);
    signal.throwIfAborted();
    const worker = await parts.startWorker(complete);
    undo.add('The worker', 20_000, worker.stop);
    signal.throwIfAborted();
    const api = await parts.startApi(complete);
    undo.add('The API', 10_000, api.stop);
    signal.throwIfAborted();

    return {
      apiUrl: api.url,
      databaseUrl,
      temporalAddress: settings.TEMPORAL_ADDRESS,
      temporalUiUrl: uiUrl,
    };
  } catch (error) {
    await undo.all();
    throw error;
  }
}

/** Two at once would start two servers on the same files. */
function holdDataDirectory(directory: string): Lock {
  mkdirSync(directory, { recursive: true });
  const lock = takeLock(join(directory, 'kept.lock'));
  if ('release' in lock) return lock;
  throw new StartFault(
    `Kept already runs on the data in ${directory} (process ${lock.heldBy}): stop that one, or give this one another ` +
      'directory and port, such as KEPT_DATA_DIR=.kept-2 PORT=8081.',
  );
}

/** Asked before anything is started: a taken port is the likeliest fault and should show at once. */
async function requireFreePort({ PORT, HOST }: Environment): Promise<void> {
  if (PORT === 0 || (await isFree(PORT, HOST))) return;
  throw new StartFault(
    `Port ${PORT} on ${HOST} is taken by another program: stop it, or choose another port, such as PORT=${PORT + 1} npm start.`,
  );
}
