import type { Instant } from '../domain/calendar/instant.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { Submission } from '../domain/ticket/submit-ticket.ts';
import { nextDeadline } from '../domain/ticket/elapse.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Reaction } from './reactions.ts';
import { Reading } from './reading.ts';
import { Rings, type Absence } from './rings.ts';

/** What of a ticket's life is held fixed when it is lived again. */
export interface Life {
  submission: Submission;
  /** The team that every new ticket came to. */
  firstTeam: string;
  reactions: Reaction[];
  /** When Kept itself was away. */
  absences: Absence[];
  /** Every timer due before this has rung. */
  rungBefore: Instant;
  /** How far the life is known; timers that are due from then on have not rung. */
  until: Instant;
}

/** @param events a ticket's journal, in its order */
export function lifeIn(events: readonly TicketEvent[], until: Instant): Life {
  const [submitted, written] = events;
  if (submitted?.type !== 'ticket.submitted' || written?.type !== 'message.added') {
    throw new Error('a journal begins with ticket.submitted and the message that came with it');
  }
  const { team: firstTeam, ...request } = submitted.data;
  const rings = new Rings();
  const reading = new Reading(firstTeam, rings);
  for (const event of events.slice(2)) {
    rings.hear(event);
    reading.read(event);
  }
  return {
    submission: { ...request, messageId: written.data.messageId, takenAt: submitted.at },
    firstTeam,
    reactions: reading.reactions,
    absences: rings.absences,
    rungBefore: rings.rung,
    until,
  };
}

/**
 * How far what is recorded of a ticket is the whole truth: nobody is known to do anything after its closing, and what is due
 * and not recorded waits for Kept to be started again.
 */
export function knownUntil(ticket: Ticket, now: Instant): Instant {
  if (ticket.closedAt !== null) return ticket.closedAt;
  const due = nextDeadline(ticket);
  return due === null || due > now ? now : due;
}
