import { ScheduleAlreadyRunning, type Client, type ScheduleUpdateOptions } from '@temporalio/client';
import type { Milliseconds } from '../domain/calendar/instant.ts';
import { zoneOfApprovers } from '../domain/reports/calendar-days.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { Weekday } from '../domain/policy/week.ts';
import type { managementDigestWorkflow } from '../workflows/management-digest-workflow.ts';
import { TASK_QUEUE } from '../workflows/ticket-run.ts';

export const DIGEST_SCHEDULE_ID = 'management-digest';

/** Where the policy does not say: the beginning of the week's work. */
const DEFAULT_TIME = { on: 'mon', at: 8 * 60 } as const;

const DAYS = {
  mon: 'MONDAY',
  tue: 'TUESDAY',
  wed: 'WEDNESDAY',
  thu: 'THURSDAY',
  fri: 'FRIDAY',
  sat: 'SATURDAY',
  sun: 'SUNDAY',
} as const satisfies Record<Weekday, string>;

/** So that whoever stops Kept need not wait for long. */
const PATIENCE_MS: Milliseconds = 5_000;

type Plan = Pick<ScheduleUpdateOptions, 'spec' | 'action' | 'policies'>;

/**
 * Makes Temporal start the digest once a week, by the policy as it is now. Again, it changes what has changed; that somebody
 * paused it stays so.
 * @throws Error where Schedules are unknown or refused, or Temporal is away
 */
export const ensureDigestSchedule = (
  client: Client,
  { policy, hash }: { policy: Policy; hash: string },
): Promise<void> => client.withDeadline(Date.now() + PATIENCE_MS, () => createOrUpdate(client, planOf(policy, hash)));

async function createOrUpdate({ schedule }: Client, plan: Plan): Promise<void> {
  try {
    await schedule.create({ scheduleId: DIGEST_SCHEDULE_ID, ...plan });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = schedule.getHandle(DIGEST_SCHEDULE_ID);
    await handle.update(({ state }) => ({ ...plan, state }));
  }
}

function planOf(policy: Policy, policyHash: string): Plan {
  const { on, at } = policy.management.digest ?? DEFAULT_TIME;
  const args: Parameters<typeof managementDigestWorkflow> = [{ policyHash }];
  return {
    // A calendar in a zone, so that it follows summer time.
    spec: {
      calendars: [{ dayOfWeek: DAYS[on], hour: Math.floor(at / 60), minute: at % 60 }],
      timezone: zoneOfApprovers(policy),
    },
    action: {
      type: 'startWorkflow',
      workflowType: 'managementDigestWorkflow',
      // The server adds the instant for which it starts a run: one a week.
      workflowId: DIGEST_SCHEDULE_ID,
      taskQueue: TASK_QUEUE,
      args,
      // One that cannot be written must not stand in the way of the next.
      workflowExecutionTimeout: '6 days',
    },
    policies: { overlap: 'SKIP', catchupWindow: '7 days' },
  };
}
