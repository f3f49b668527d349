import { proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';

/** Short work that a ticket waits for, in the worker that runs it; through its {@link Lane}. */
export const localActivities = proxyLocalActivities<Activities>({
  startToCloseTimeout: '2s',
  // A backoff beyond this is a timer of the server: a database that is away does not hold the workflow task.
  localRetryThreshold: '100ms',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
});
