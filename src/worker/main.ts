import { DefaultLogger, NativeConnection, Runtime, type LogLevel } from '@temporalio/worker';
import { pino, stdSerializers, type Logger } from 'pino';
import { createActivities } from '../activities/activities.ts';
import { createBookkeeping } from '../activities/bookkeeping.ts';
import { requireDatabaseUrl } from '../process/database-url.ts';
import { openCustomerChannel } from '../process/customer-channel.ts';
import type { Environment } from '../process/environment.ts';
import { readCurrentPolicy } from '../process/policy-file.ts';
import { connectStore } from '../store/connect.ts';
import { createPolicyShelf } from '../store/policies.ts';
import { openStaffChannels } from '../process/staff-channels.ts';
import { temporalConnection } from '../process/temporal-connection.ts';
import { currentBuild, NoWorkerDeploymentsError, versionOf } from '../process/worker-deployment.ts';
import { createTicketWorker } from './ticket-worker.ts';
import { bundleWorkflows, type WorkflowBundle } from './workflow-bundle.ts';

export interface RunningWorker {
  /** Ends with the worker; rejects when it ended for a fault of its own. */
  finished: Promise<void>;
  stop(): Promise<void>;
}

/** The worker's composition root. The database must have been migrated. */
export async function startWorker(environment: Environment, bundle?: WorkflowBundle): Promise<RunningWorker> {
  const { LOG_LEVEL } = environment;
  const log = pino({ level: LOG_LEVEL, name: 'worker', serializers: { error: stdSerializers.err } });
  logThrough(log);
  const { policy: currentPolicy } = await readCurrentPolicy(environment.POLICY_FILE);
  const store = connectStore(requireDatabaseUrl(environment));
  const { connectionOptions, namespace } = temporalConnection(environment);
  const policies = createPolicyShelf(store);
  const [connection, { buildId, ...workflowBundle }] = await Promise.all([
    NativeConnection.connect(connectionOptions),
    bundle ?? bundleWorkflows(),
  ]);
  const customers = await openCustomerChannel(environment, currentPolicy, store, log);
  const isVersioned = await tellWhatComesHere(connection, namespace, buildId, log);
  const worker = await createTicketWorker({
    connection,
    namespace,
    workflowBundle,
    version: isVersioned ? versionOf(buildId) : undefined,
    activities: createActivities({
      store,
      policies,
      currentPolicy,
      bookkeeping: createBookkeeping(store, policies),
      channel: customers.channel,
      ...openStaffChannels(environment, currentPolicy, customers.transport, log),
      log,
    }),
  });
  const finished = worker.run();
  // Whoever waits for it hears of it; nobody waiting is no reason to crash in its place.
  finished.catch((error: unknown) => log.fatal({ err: error }, 'the worker has stopped'));
  return {
    finished,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await finished.catch(() => undefined);
      customers.close();
      await connection.close();
      await store.destroy();
    },
  };
}

/** Says which build this is and whether tickets come to it: one that waits for them in silence looks like one that hangs. */
async function tellWhatComesHere(
  connection: NativeConnection,
  namespace: string,
  build: string,
  log: Logger,
): Promise<boolean> {
  try {
    const current = await currentBuild(connection, namespace);
    if (current === build) log.info({ build }, 'this build serves the tickets');
    else log.warn({ build, current }, 'another build is current: tickets come here after `npm run make-current`');
    return true;
  } catch (error) {
    if (!(error instanceof NoWorkerDeploymentsError)) throw error;
    log.warn({ build }, `${error.message} This worker serves all tickets, whichever build they began on.`);
    return false;
  }
}

/** The SDK's own words go into the same log. */
function logThrough(log: Logger): void {
  const levels = {
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: 'debug',
    WARN: 'warn',
    ERROR: 'error',
  } as const satisfies Record<LogLevel, string>;
  Runtime.install({
    // Whoever started the worker stops it, in the order that suits the whole.
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => log[levels[level]]({ ...meta }, message)),
  });
}
