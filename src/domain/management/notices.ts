import { rungTold, type RungTold } from '../promises/rung-told.ts';
import type { Policy } from '../policy/schema.ts';
import type { TicketEvent } from '../ticket/events.ts';
import { evolve } from '../ticket/evolve.ts';
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
 * What management hears of these events: each told to whoever is to be told of the ticket as it then was.
 * @param policy today's: whoever is there now is told, whatever the ticket is pinned to
 * @param before the ticket that the first event finds
 */
export function noticesOf(policy: Policy, before: Ticket, events: TicketEvent[]): Notice[] {
  const notices: Notice[] = [];
  let ticket = before;
  for (const event of events) {
    ticket = evolve(ticket, event);
    const told = rungTold(event);
    if (told === null) continue;
    const { kind, cycle, rung, firedAt } = told;
    const promise = ticket.promises.find((made) => made.kind === kind && made.cycle === cycle);
    const owed = { kind, subject: promise?.subject ?? null };
    const recipients = whoIsTold(policy, ticket, owed, rung, firedAt);
    notices.push({ ...told, seq: ticket.seq, team: owingTeam(ticket, owed), recipients });
  }
  return notices;
}
