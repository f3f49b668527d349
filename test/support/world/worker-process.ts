import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';
import { eventually } from '../../../src/scenarios/world/eventually.ts';

export interface WorkerProcess {
  /** As a deployment ends it: what it has begun it ends. */
  stop(): Promise<void>;
  /** As a crash would: no farewell. */
  kill(): Promise<void>;
}

/** A worker as a process of its own, of this checkout or another; ready when Temporal has seen it ask for work. */
export async function startWorkerProcess(
  connection: Connection,
  { databaseUrl, temporalAddress, root = PROJECT_ROOT }: WorkerPlace,
): Promise<WorkerProcess> {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'src/worker/run.ts'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, LOG_LEVEL: 'warn' },
    stdio: process.env['KEPT_TEST_LOG'] === undefined ? 'ignore' : 'inherit',
  });
  const end = async (signal: NodeJS.Signals) => {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    const exited = once(worker, 'exit');
    worker.kill(signal);
    await exited;
  };
  await eventually(() => isPolledBy(connection, worker.pid));
  return { stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

export interface WorkerPlace {
  databaseUrl: string;
  temporalAddress: string;
  /** The checkout whose code it runs. */
  root?: string;
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
