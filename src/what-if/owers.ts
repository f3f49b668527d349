import type { TicketPromise } from '../domain/promises/promise.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';

/** Names a promise among those of its ticket. */
export const nameOf = ({ kind, cycle }: Pick<TicketPromise, 'kind' | 'cycle'>): string => `${kind} ${cycle}`;

/**
 * Whose each promise is to keep, by its name, as reports have it: of the team whose clock it runs by, else of the one that
 * held the ticket when it was made.
 */
export function owersIn(events: readonly TicketEvent[]): Map<string, string> {
  const owers = new Map<string, string>();
  let holder = '';
  for (const { type, data } of events) {
    if (type === 'ticket.submitted' || type === 'ticket.reopened') holder = data.team;
    if (type === 'ticket.handed-over') holder = data.to;
    if (type === 'promise.made') owers.set(nameOf(data), data.clock === 'wall' ? holder : data.clock.team);
  }
  return owers;
}
