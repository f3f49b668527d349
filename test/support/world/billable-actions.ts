import type { WorkflowHandle } from '@temporalio/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

const BILLED = [
  'workflowExecutionStartedEventAttributes',
  'workflowExecutionUpdateAcceptedEventAttributes',
  'workflowExecutionSignaledEventAttributes',
  'activityTaskScheduledEventAttributes',
  'timerStartedEventAttributes',
  'upsertWorkflowSearchAttributesEventAttributes',
] as const;

/**
 * What a run costs, by the published rules: a start, each update, signal, activity, timer and upsert; all local activities
 * of one workflow task together. Starting a run sets search attributes for nothing.
 */
export function billableActions({ events }: History): number {
  let actions = 0;
  const tasksWithLocalActivities = new Set<string>();
  for (const event of events ?? []) {
    if (BILLED.some((attributes) => event[attributes] !== undefined && event[attributes] !== null)) actions += 1;
    const marker = event.markerRecordedEventAttributes;
    if (marker?.markerName === 'core_local_activity') {
      tasksWithLocalActivities.add(String(marker.workflowTaskCompletedEventId));
    }
  }
  return actions + tasksWithLocalActivities.size;
}
