import { DefaultLogger, NativeConnection, Runtime, type LogLevel } from '@temporalio/worker';
import { pino, stdSerializers, type Logger } from 'pino';
import { createActivities } from '../activities/activities.ts';
import { createLogChannel } from '../channels/log-channel.ts';
import type { Environment } from '../process/environment.ts';
import { StartFault } from '../process/start-fault.ts';
import { connectStore } from '../store/connect.ts';
import { createPolicyShelf } from '../store/policies.ts';
import { temporalConnection } from '../process/temporal-connection.ts';
import { createTicketWorker } from './ticket-worker.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

export interface RunningWorker {
  /** Ends with the worker; rejects when it ended for a fault of its own. */
  finished: Promise<void>;
  stop(): Promise<void>;
}

/** The worker's composition root. The database must have been migrated. */
export async function startWorker(environment: Environment): Promise<RunningWorker> {
  const { DATABASE_URL, LOG_LEVEL } = environment;
  if (DATABASE_URL === undefined) {
    throw new StartFault('DATABASE_URL is not set: give the address of a PostgreSQL server, or use `npm start`.');
  }
  const log = pino({ level: LOG_LEVEL, name: 'worker', serializers: { error: stdSerializers.err } });
  logThrough(log);
  const store = connectStore(DATABASE_URL);
  const { connectionOptions, namespace } = temporalConnection(environment);
  const [connection, workflowBundle] = await Promise.all([
    NativeConnection.connect(connectionOptions),
    bundleWorkflows(),
  ]);
  const worker = await createTicketWorker({
    connection,
    namespace,
    workflowBundle,
    activities: createActivities({ store, policies: createPolicyShelf(store), channel: createLogChannel(log), log }),
  });
  const finished = worker.run();
  // Whoever waits for it hears of it; nobody waiting is no reason to crash in its place.
  finished.catch((error: unknown) => log.fatal({ err: error }, 'the worker has stopped'));
  return {
    finished,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await finished.catch(() => undefined);
      await connection.close();
      await store.destroy();
    },
  };
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
