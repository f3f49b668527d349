import type { EventData, EventType, TicketEvent } from '../domain/ticket/events.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';

/** A ticket as it is recorded, with what of its journal tells when people acted and timers rang. */
export interface PastTicket {
  number: number;
  policyHash: string;
  ticket: Ticket;
  /**
   * In the order of the journal; those that tell nothing of it are left out, and so are later messages of the system and the
   * rungs of `promise.made`.
   */
  events: TicketEvent[];
}

/** The same as PostgreSQL sends it: what is in its JSON is found by whoever needs it, which may be another thread. */
export interface PastRow {
  number: number;
  policyHash: string;
  state: string;
  journal: string;
}

type Told = [at: Instant, type: EventType, by: string, data: EventData[EventType]];

export const pastTicket = ({ number, policyHash, state, journal }: PastRow): PastTicket => ({
  number,
  policyHash,
  ticket: JSON.parse(state) as Ticket,
  events: (JSON.parse(journal) as Told[]).map(([at, type, by, data]) => ({ at, type, by, data }) as TicketEvent),
});
