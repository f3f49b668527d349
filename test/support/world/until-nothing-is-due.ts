import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { epochOf } from '../../../src/domain/calendar/instant.ts';
import { nextDeadline } from '../../../src/domain/ticket/elapse.ts';
import type { Store } from '../../../src/store/connect.ts';

/** What falls due within this of a story's next step could fall due while that step is carried out. */
const GUARD_MS = 250;
const PATIENCE_MS = 10_000;

/**
 * Waits until what fell due is recorded, and goes past what is about to: the time-skipping server strands a ticket for good
 * when a workflow task cancels a timer that has fired while the task was with the worker (temporalio/sdk-java#3088). A
 * story that is told while the worker is away waits in vain, and goes on.
 */
export async function untilNothingIsDue(environment: TestWorkflowEnvironment, store: Store): Promise<void> {
  const giveUp = Date.now() + PATIENCE_MS;
  while (Date.now() < giveUp) {
    const now = await environment.currentTimeMs();
    const due = (await deadlines(store)).filter((deadline) => deadline <= now + GUARD_MS);
    if (due.length === 0) return;
    if (due.some((deadline) => deadline <= now)) await sleep(20);
    else await environment.sleep(GUARD_MS);
  }
}

async function deadlines(store: Store): Promise<number[]> {
  const tickets = await store.selectFrom('tickets').where('status', '<>', 'closed').select('state').execute();
  return tickets.flatMap(({ state }) => nextDeadline(state) ?? []).map(epochOf);
}
