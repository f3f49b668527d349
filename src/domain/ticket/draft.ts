import { NeedsMoreHours, type HoursKey, type OpeningHours } from '../calendar/opening-hours.ts';
import type { Instant } from '../calendar/instant.ts';
import { APPROVERS } from '../policy/approvers.ts';
import type { HoursTerms, Terms } from '../policy/terms.ts';
import { SYSTEM, type Actor } from './actor.ts';
import type { EventData, EventType, TicketEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { isArrow, type Phase } from './phases.ts';
import type { Postscript, Template, TemplateValues } from './templates.ts';
import type { Ticket } from './ticket.ts';

/** What a decision needs to know from outside the ticket. */
export interface Facts {
  terms: Terms;
  /** The opening hours fetched so far; what is missing is asked for by {@link NeedsMoreHours}. */
  hours: OpeningHours[];
}

interface WrittenWith {
  asksCustomer?: boolean;
  postscript?: Postscript;
}

/**
 * A decision in the making: events are added one by one, and each later step sees the ticket as the earlier ones left it.
 * Nothing leaves the draft unless the whole decision stands.
 */
export class Draft {
  readonly events: TicketEvent[] = [];
  private current: Ticket | null;

  constructor(
    ticket: Ticket | null,
    /** The instant of the decision. */
    readonly now: Instant,
    /** Who decides, as the journal names them, and by which link. */
    private readonly doer: Pick<Actor, 'id' | 'link'>,
    readonly facts: Facts,
  ) {
    this.current = ticket;
  }

  get ticket(): Ticket {
    if (this.current === null) throw new Error('the ticket has not been submitted yet');
    return this.current;
  }

  get terms(): Terms {
    return this.facts.terms;
  }

  add<T extends EventType>(type: T, data: EventData[T], by = this.doer.id): void {
    const link = by === this.doer.id ? this.doer.link : undefined;
    const event = { type, at: this.now, by, ...(link === undefined ? {} : { link }), data } as TicketEvent;
    this.current = evolve(this.current, event);
    this.events.push(event);
  }

  /** Adds a public message of staff, with what Kept has to say below it. */
  write(actor: Actor, messageId: string, { asksCustomer = false, postscript }: WrittenWith = {}): void {
    const message = { messageId, author: actor.role, visibility: 'public', asksCustomer } as const;
    this.add('message.added', postscript === undefined ? message : { ...message, postscript });
  }

  /** Adds an automatic message; its text is written when the journal is recorded. */
  compose(template: Template, values: TemplateValues = {}, visibility: 'public' | 'internal' = 'public'): void {
    const messageId = automaticMessageId(this.ticket.id, this.ticket.seq + 1);
    this.add('message.composed', { messageId, visibility, template, values }, SYSTEM);
  }

  /** Moves to the next phase. @throws Error when the arrow is not in the phase table: a fault of ours, not of a caller. */
  enter(to: Phase): void {
    const from = this.ticket.phase;
    if (!isArrow(from, to)) throw new Error(`there is no way from phase ${from} to ${to}`);
    this.add('phase.entered', { from, to } as EventData['phase.entered']);
  }

  /** @throws NeedsMoreHours when the team's hours have not been fetched. */
  hoursOf(team: string): OpeningHours {
    const site = siteOf(this.ticket, team, this.terms);
    const hours = this.facts.hours.find((known) => known.team === team && known.site === site);
    if (hours !== undefined) return hours;
    // Nothing need be fetched to count time that never stops.
    if (hoursTermsOf(team, this.terms).alwaysOpen) return roundTheClock({ team, site }, this.now);
    throw new NeedsMoreHours({ team, site }, null);
  }
}

const roundTheClock = (key: HoursKey, now: Instant): OpeningHours => ({
  ...key,
  alwaysOpen: true,
  from: now,
  until: now,
  openings: [],
  workingDays: [],
});

/** Message-IDs derive from the ticket and the event's sequence, so that a repeated step writes the same message. */
export const automaticMessageId = (ticketId: string, seq: number): string => `${ticketId}.${seq}`;

/** The site whose hours a team, or the approvers, keep for this ticket: their own, or where the customer's server stands. */
export function siteOf(ticket: Ticket, team: string, terms: Terms): string {
  const { site } = hoursTermsOf(team, terms);
  return site === 'of-service' ? (ticket.serviceSite ?? terms.defaultSite) : site;
}

function hoursTermsOf(team: string, { approvers, teams }: Terms): HoursTerms {
  const known = team === APPROVERS ? approvers : teams[team];
  if (known === undefined) throw new Error(`the policy knows no team ${team}`);
  return known;
}
