import { condition, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import type { Delivered } from '../activities/deliver.ts';
import type { Milliseconds } from '../domain/calendar/instant.ts';
import { reasonOf } from './given-up.ts';
import type { LiveTicket } from './live-ticket.ts';

/**
 * Sends what the customer has not got yet: one activity per step, with its own retries; its outcome is an event. In order,
 * so that a conversation reads in order. Never returns.
 */
export async function deliverMessages(live: LiveTicket, settleWithin: Milliseconds): Promise<void> {
  const { deliver } = proxyActivities<Activities>({
    startToCloseTimeout: '30s',
    scheduleToCloseTimeout: settleWithin,
    // Often in the first minutes, while the acknowledgement can still be kept; each try costs.
    retry: { initialInterval: '1s', backoffCoefficient: 1.4, maximumInterval: '5m' },
  });
  for (;;) {
    await condition(() => live.ticket.undelivered.length > 0);
    const messageIds = live.ticket.undelivered.map(({ messageId }) => messageId);
    // A text is written when its event is recorded; before that there is nothing to send.
    await live.journal.recorded(live.ticket.seq);
    const outcome = await deliver({ ticketId: live.ticket.id, messageIds }).then(
      settledOf(messageIds),
      givenUp(messageIds),
    );
    for (const settled of outcome) await live.occur({ name: 'deliverySettled', ...settled });
  }
}

interface Settled {
  messageIds: string[];
  failure: string | null;
}

/** The accepted ones together, and each refused one by itself. What older code reported had been accepted as a whole. */
const settledOf =
  (sent: string[]) =>
  (delivered: Delivered | undefined): Settled[] => {
    const settled = delivered?.settled ?? sent.map((messageId) => ({ messageId, failure: null }));
    const accepted = settled.filter(({ failure }) => failure === null).map(({ messageId }) => messageId);
    const refused = settled.filter(({ failure }) => failure !== null);
    return [
      ...(accepted.length > 0 ? [{ messageIds: accepted, failure: null }] : []),
      ...refused.map(({ messageId, failure }) => ({ messageIds: [messageId], failure })),
    ];
  };

const givenUp =
  (messageIds: string[]) =>
  (error: unknown): Settled[] => [{ messageIds, failure: reasonOf(error) }];
