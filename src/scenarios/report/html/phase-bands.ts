import type { Instant } from '../../../domain/calendar/instant.ts';
import type { TicketEvent } from '../../../domain/ticket/events.ts';
import type { Phase } from '../../../domain/ticket/phases.ts';
import { moments } from '../../../timeline/moment.ts';

/** A phase from its beginning to its end, or until the ticket closed. */
export interface Band {
  phase: Phase;
  /** Who has the ticket when the phase begins. */
  team: string;
  from: Instant;
  to: Instant;
}

/** @param until where the phase that still goes on is cut off */
export function phaseBands(events: readonly TicketEvent[], until: Instant): Band[] {
  const bands: Band[] = [];
  let running: Omit<Band, 'to'> | null = null;
  const end = (at: Instant) => {
    if (running !== null) bands.push({ ...running, to: at });
    running = null;
  };
  for (const { at, team, events: together } of moments(events)) {
    for (const { type, data } of together) {
      if (type === 'phase.entered' || type === 'ticket.closed') end(at);
      if (type === 'ticket.submitted') running = { phase: 'submit', team, from: at };
      if (type === 'phase.entered') running = { phase: data.to, team, from: at };
    }
  }
  end(until);
  return bands;
}
