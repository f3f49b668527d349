import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { createApp } from '../../../src/api/app.ts';
import { relayStarts } from '../../../src/api/start-relay.ts';
import { wallClock } from '../../../src/api/clock.ts';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';
import { connectStore, type Store } from '../../../src/store/connect.ts';
import { dataConverter } from '../../../src/workflows/data-converter.ts';
import { startTemporalDev } from '../servers/temporal-dev.ts';
import { apiDependencies } from './dependencies.ts';
import { eventually } from './eventually.ts';
import { HttpPeople, overHttp } from './people.ts';

/** Kept on real servers in real time: the API over HTTP, the worker a process of its own. */
export interface RealWorld {
  client: Client;
  store: Store;
  url: string;
  temporalAddress: string;
  people: HttpPeople;
  startWorker(): Promise<void>;
  /** As a crash would: no farewell. */
  killWorker(): Promise<void>;
  end(): Promise<void>;
}

export async function startRealWorld(databaseUrl: string): Promise<RealWorld> {
  const temporal = await startTemporalDev();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, dataConverter });
  const store = connectStore(databaseUrl);
  const { dependencies, tokens } = await apiDependencies({ store, client, clock: wallClock });
  const app = await createApp(dependencies);
  const relay = relayStarts(dependencies);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });

  let worker: ChildProcess | null = null;
  const startWorker = async () => {
    worker = spawn(process.execPath, ['--import', 'tsx', 'src/worker/run.ts'], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporal.address, LOG_LEVEL: 'warn' },
      stdio: process.env['KEPT_TEST_LOG'] === undefined ? 'ignore' : 'inherit',
    });
    const { pid } = worker;
    await eventually(() => isPolledBy(connection, pid), 60_000);
  };
  const killWorker = async () => {
    if (worker === null || worker.exitCode !== null) return;
    const exited = once(worker, 'exit');
    worker.kill('SIGKILL');
    await exited;
    worker = null;
  };
  await startWorker();

  return {
    client,
    store,
    url,
    temporalAddress: temporal.address,
    people: new HttpPeople(overHttp(url), tokens),
    startWorker,
    killWorker,
    end: async () => {
      await killWorker();
      await relay.stop();
      await app.close();
      await connection.close();
      await store.destroy();
      await temporal.stop();
    },
  };
}

/** Whether the worker of this process asks for tickets' tasks. */
async function isPolledBy({ workflowService }: Connection, pid: number | undefined): Promise<boolean> {
  const { pollers } = await workflowService.describeTaskQueue({
    namespace: 'default',
    taskQueue: { name: 'tickets' },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  return pollers.some(({ identity }) => identity?.startsWith(`${pid}@`) === true);
}
