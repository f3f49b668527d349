import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities/activities.ts';
import { dataConverter } from '../workflows/data-converter.ts';
import { TASK_QUEUE } from '../workflows/ticket-run.ts';

export interface TicketWorkerOptions {
  connection: NativeConnection;
  namespace: string;
  activities: Activities;
  workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  /** How many idle tickets stay in memory; others are replayed when something happens to them. */
  maxCachedWorkflows?: number;
}

/** A worker of the task queue `tickets`. */
export const createTicketWorker = ({ maxCachedWorkflows = 1_000, ...options }: TicketWorkerOptions): Promise<Worker> =>
  Worker.create({
    ...options,
    taskQueue: TASK_QUEUE,
    dataConverter,
    maxCachedWorkflows,
    // As many as the store has connections: more would only wait on each other.
    maxConcurrentLocalActivityExecutions: 20,
    // A worker that died is found out within the API's patience, not twice that.
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '5s',
    shutdownForceTime: '10s',
  });
