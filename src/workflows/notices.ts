import { condition, patched, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import type { Milliseconds } from '../domain/calendar/instant.ts';
import { reasonOf } from './given-up.ts';
import type { LiveTicket } from './live-ticket.ts';

/**
 * Whether management has not been told yet of something. Runs begun by code that told nobody replay as they were, and tell
 * from where this code took over.
 */
export const hasUntold = ({ ticket: { untold = [] } }: LiveTicket): boolean =>
  untold.length > 0 && patched('management-told');

/**
 * Tells management of rungs (P12), besides the inbox: all of one step in one activity, with its own retries; its outcome is
 * an event. Never returns.
 */
export async function tellManagement(live: LiveTicket, settleWithin: Milliseconds): Promise<void> {
  const { tellManagement: tell } = proxyActivities<Activities>({
    startToCloseTimeout: '30s',
    scheduleToCloseTimeout: settleWithin,
    retry: { initialInterval: '1s', backoffCoefficient: 1.4, maximumInterval: '5m' },
  });
  for (;;) {
    await condition(() => hasUntold(live));
    const { id: ticketId, seq, untold: notices = [] } = live.ticket;
    // A notice is written when its event is recorded; before that there is nothing to send.
    await live.journal.recorded(seq);
    const failure = await tell({ ticketId, notices }).then(() => null, reasonOf);
    await live.occur({ name: 'managementTold', notices, failure });
  }
}
