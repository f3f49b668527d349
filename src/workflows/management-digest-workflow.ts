import { defineSearchAttributeKey } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import { instantOf, type Instant } from '../domain/calendar/instant.ts';
import { workflowNow } from './live-ticket.ts';

/** What the Schedule gives each run. */
export interface DigestRun {
  /** By which the week and its zone are meant. */
  policyHash: string;
}

const { writeDigest } = proxyActivities<Activities>({
  startToCloseTimeout: '2m',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '10m' },
});

/** The server's own, on every workflow that a Schedule has started: the instant it was due, however late it is. */
const SCHEDULED_START = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

/** Once a week: tells management of the week before. @returns that week */
export async function managementDigestWorkflow({ policyHash }: DigestRun): Promise<{ week: string }> {
  return writeDigest({ policyHash, scheduledFor: scheduledFor(), now: workflowNow() });
}

function scheduledFor(): Instant {
  const { typedSearchAttributes, startTime } = workflowInfo();
  return instantOf((typedSearchAttributes.get(SCHEDULED_START) ?? startTime).getTime());
}
