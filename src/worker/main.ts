import { DefaultLogger, NativeConnection, Runtime, type LogLevel } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { createActivities } from '../activities/activities.ts';
import { createLogChannel } from '../channels/log-channel.ts';
import type { Environment } from '../environment.ts';
import { StartFault } from '../start-fault.ts';
import { connectStore } from '../store/connect.ts';
import { createPolicyShelf } from '../store/policies.ts';
import { temporalConnection } from '../temporal-connection.ts';
import { createTicketWorker } from './ticket-worker.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

/** The worker's composition root. The database must have been migrated. */
export async function startWorker(environment: Environment): Promise<{ stop(): Promise<void> }> {
  const { DATABASE_URL, LOG_LEVEL } = environment;
  if (DATABASE_URL === undefined) {
    throw new StartFault('DATABASE_URL is not set: give the address of a PostgreSQL server, or use `npm start`.');
  }
  const log = pino({ level: LOG_LEVEL, name: 'worker' });
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
  const running = worker.run().catch((error: unknown) => {
    log.fatal({ err: error }, 'the worker has stopped');
    process.exitCode = 1;
  });
  return {
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
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
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => log[levels[level]]({ ...meta }, message)),
  });
}
