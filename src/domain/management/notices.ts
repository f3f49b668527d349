import { rungTold, type RungTold } from '../promises/rung-told.ts';
import type { Policy } from '../policy/schema.ts';
import type { TicketEvent } from '../ticket/events.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Told } from './who-is-there.ts';
import { owingTeam, whoIsTold } from './who-is-told.ts';

/** A word to management about one rung of one promise. */
export interface Notice extends RungTold {
  /** The event that it tells of. */
  seq: number;
  /** Who owes what was promised. */
  team: string;
  recipients: Told[];
}

/**
 * What management hears of these events, the last of which left the ticket as it is.
 * @param policy today's: whoever is there now is told, whatever the ticket is pinned to
 */
export function noticesOf(policy: Policy, ticket: Ticket, events: TicketEvent[]): Notice[] {
  const firstSeq = ticket.seq - events.length + 1;
  return events.flatMap((event, index): Notice[] => {
    const told = rungTold(event);
    if (told === null) return [];
    const { kind, cycle, rung, firedAt } = told;
    const promise = ticket.promises.find((made) => made.kind === kind && made.cycle === cycle);
    const owed = { kind, subject: promise?.subject ?? null };
    const recipients = whoIsTold(policy, ticket, owed, rung, firedAt);
    return [{ ...told, seq: firstSeq + index, team: owingTeam(ticket, owed), recipients }];
  });
}
