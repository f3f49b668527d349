import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { epochOf } from '../../domain/calendar/instant.ts';
import { nextDeadline } from '../../domain/ticket/elapse.ts';
import type { Store } from '../../store/connect.ts';

/**
 * What falls due within this of a story's next step could fall due while that step is carried out. Less than a second, which
 * a story may say: a step a second before something is due comes before it.
 */
const GUARD_MS = 600;
/** So that what was about to fall due has. */
const PAST_MS = 20;
const PATIENCE_MS = 10_000;

/**
 * Waits until what fell due is recorded, and goes past what is about to: the time-skipping server strands a ticket for good
 * when a workflow task cancels a timer that has fired while the task was with the worker (temporalio/sdk-java#3088).
 * @returns whether all that fell due has come: not while the worker is away, or when a ticket is stranded
 */
export async function untilNothingIsDue(
  environment: TestWorkflowEnvironment,
  store: Store,
  skip = (ms: number): Promise<void> => environment.sleep(ms),
): Promise<boolean> {
  const giveUp = Date.now() + PATIENCE_MS;
  // What falls due after that is another step's: many tickets would push this one on and on.
  const horizon = (await environment.currentTimeMs()) + GUARD_MS;
  while (Date.now() < giveUp) {
    const now = await environment.currentTimeMs();
    const due = (await deadlines(store)).filter((deadline) => deadline <= Math.max(now, horizon));
    if (due.length === 0) return true;
    if (due.some((deadline) => deadline <= now)) await sleep(20);
    else await skip(Math.max(...due) - now + PAST_MS);
  }
  return false;
}

/** When something of a ticket falls due next, of each that is not closed. */
export async function deadlines(store: Store): Promise<number[]> {
  const tickets = await store.selectFrom('tickets').where('status', '<>', 'closed').select('state').execute();
  return tickets.flatMap(({ state }) => nextDeadline(state) ?? []).map(epochOf);
}
