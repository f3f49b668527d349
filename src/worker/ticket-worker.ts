import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import type { Activities } from '../activities/activities.ts';
import { dataConverter } from '../workflows/data-converter.ts';
import { TASK_QUEUE } from '../workflows/ticket-run.ts';

export interface TicketWorkerOptions {
  connection: NativeConnection;
  namespace: string;
  activities: Activities;
  workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  /** The version it serves as; without one it takes whatever comes, as servers want it that know no versions. */
  version?: WorkerDeploymentVersion | undefined;
  /** How many idle tickets stay in memory; others are replayed when something happens to them. */
  maxCachedWorkflows?: number;
  /** Whether workflow code has no thread of its own; the SDK then does not notice when it never comes to an end. */
  inMainThread?: boolean;
}

/** A worker of the task queue `tickets`. */
export const createTicketWorker = ({
  maxCachedWorkflows = 1_000,
  inMainThread = false,
  version,
  ...options
}: TicketWorkerOptions): Promise<Worker> =>
  Worker.create({
    ...options,
    // Why tickets follow the current version by themselves: docs/decisions/009-worker-versions.md.
    ...(version === undefined
      ? {}
      : {
          workerDeploymentOptions: {
            version,
            useWorkerVersioning: true,
            defaultVersioningBehavior: 'AUTO_UPGRADE' as const,
          },
        }),
    taskQueue: TASK_QUEUE,
    dataConverter,
    maxCachedWorkflows,
    debugMode: inMainThread,
    // As many as the store has connections: more would only wait on each other.
    maxConcurrentLocalActivityExecutions: 20,
    // A worker that died is found out within the API's patience, not twice that.
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '5s',
    shutdownForceTime: '10s',
  });
