import { condition } from '@temporalio/workflow';
import { msBetween } from '../domain/calendar/instant.ts';
import { workflowNow, type LiveTicket } from './live-ticket.ts';

/**
 * The one timer: sleeps until the earliest instant at which anything of the ticket falls due, and sleeps anew whenever that
 * instant changes. Never returns.
 */
export async function keepDeadlines(live: LiveTicket): Promise<void> {
  for (;;) {
    await condition(() => live.deadline !== null);
    const { deadline } = live;
    if (deadline === null) continue;
    const left = msBetween(workflowNow(), deadline);
    const overtaken = left > 0 && (await condition(() => live.deadline !== deadline, left));
    if (!overtaken) await live.occur({ name: 'timePassed' });
  }
}
