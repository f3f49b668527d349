import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../process/environment.ts';
import { requireSignIn } from '../process/sign-in.ts';
import { StartFault } from '../process/start-fault.ts';
import { takeLock, type Lock } from './lock.ts';
import { isFree } from './ports.ts';
import { providePostgres, provideTemporal, requireGivenServers } from './servers.ts';
import type { WorkflowBundle } from '../worker/workflow-bundle.ts';
import { provideMail } from './local-mailbox.ts';
import type { Undo } from './undo.ts';

/** What this command starts besides servers. Given as arguments, so that starting and stopping is tested by itself. */
export interface Parts {
  /** Throws if the policy can't be used; asked early, because its faults should not wait for servers. */
  readPolicy(path: string): Promise<unknown>;
  migrate(databaseUrl: string): Promise<unknown>;
  /** Names the build by its code; takes as long as the servers. */
  bundleWorkflows(): Promise<WorkflowBundle>;
  /** What other builds left goes on in this one; on a Temporal that is given, only if no other build is current there. */
  carryOver(environment: Environment, buildId: string, ownsTemporal: boolean): Promise<number>;
  startWorker(
    environment: Environment,
    bundle: WorkflowBundle,
  ): Promise<{ finished?: Promise<void>; stop(): Promise<void> }>;
  startApi(environment: Environment): Promise<{ url: string; inboundMailPort?: number; stop(): Promise<void> }>;
}

export interface Running {
  /** Ends with the worker: without it nothing goes on, and that must not go unnoticed. */
  readonly finished?: Promise<void>;
  /** The workflow code that runs here, by its hash. */
  readonly buildId: string;
  readonly carriedOver: number;
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl?: string;
  /** The path of Temporal's command line tool, where it was started here. */
  readonly temporalCli?: string;
  /** Where mail to the support address is taken. */
  readonly inboundMailPort?: number;
  /** Mail that is sent stays on this machine. */
  readonly hasLocalMailbox: boolean;
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
    requireSignIn(environment);
    await parts.readPolicy(environment.POLICY_FILE);
    await requireGivenServers(environment);

    // All take seconds and none needs the others. All are awaited even if one fails, to stop those that didn't.
    const [postgres, temporal, bundling] = await Promise.allSettled([
      providePostgres(environment),
      provideTemporal(environment, signal),
      parts.bundleWorkflows(),
    ]);
    if (postgres.status === 'fulfilled') undo.add('PostgreSQL', 25_000, postgres.value.stop, postgres.value.end);
    if (temporal.status === 'fulfilled') undo.add('Temporal', 20_000, temporal.value.stop, temporal.value.end);
    if (postgres.status === 'rejected') throw postgres.reason;
    if (temporal.status === 'rejected') throw temporal.reason;
    if (bundling.status === 'rejected') throw bundling.reason;
    signal.throwIfAborted();

    const mail = await provideMail(environment);
    undo.add('The mailbox', 5_000, mail.stop);

    const databaseUrl = postgres.value.url;
    const { settings, uiUrl, cli } = temporal.value;
    const complete = { ...environment, DATABASE_URL: databaseUrl, ...settings, ...mail.settings };
    await parts.migrate(databaseUrl);
    signal.throwIfAborted();
    const bundle = bundling.value;
    // Before any worker runs: it would replay what the old code did.
    const carriedOver = await parts.carryOver(complete, bundle.buildId, environment.TEMPORAL_ADDRESS === undefined);
    signal.throwIfAborted();
    const worker = await parts.startWorker(complete, bundle);
    undo.add('The worker', 20_000, worker.stop);
    signal.throwIfAborted();
    const api = await parts.startApi(complete);
    undo.add('The API', 10_000, api.stop);
    signal.throwIfAborted();

    return {
      finished: worker.finished,
      buildId: bundle.buildId,
      carriedOver,
      apiUrl: api.url,
      databaseUrl,
      temporalAddress: settings.TEMPORAL_ADDRESS,
      temporalUiUrl: uiUrl,
      temporalCli: cli,
      ...(api.inboundMailPort === undefined ? {} : { inboundMailPort: api.inboundMailPort }),
      hasLocalMailbox: mail.settings.localMailbox !== undefined,
    };
  } catch (error) {
    await undo.all();
    throw error;
  }
}

/** Two at once would start two servers on the same files. */
function holdDataDirectory(directory: string): Lock {
  makeDataDirectory(directory);
  const lock = takeLock(join(directory, 'kept.lock'));
  if ('release' in lock) return lock;
  throw new StartFault(
    `Kept already runs on the data in ${directory} (process ${lock.heldBy}): stop that one, or give this one another ` +
      'directory and port, such as KEPT_DATA_DIR=.kept-2 PORT=8081.',
  );
}

function makeDataDirectory(directory: string): void {
  try {
    // Node's recursive form never ends where a file system takes no directories, such as /proc.
    if (!existsSync(directory)) mkdirSync(directory, { recursive: !existsSync(dirname(directory)) });
    if (!statSync(directory).isDirectory()) throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartFault(
      `The data directory ${directory} can't be written (${(error as NodeJS.ErrnoException).code ?? String(error)}): ` +
        'set KEPT_DATA_DIR to one that can.',
      { cause: error },
    );
  }
}

/** Asked before anything is started: a taken port is the likeliest fault and should show at once. */
async function requireFreePort({ PORT, HOST }: Environment): Promise<void> {
  if (PORT === 0 || (await isFree(PORT, HOST))) return;
  throw new StartFault(
    `Port ${PORT} on ${HOST} is taken by another program: stop it, or choose another port, such as PORT=${PORT + 1} npm start.`,
  );
}
