import type { Instant } from '../domain/calendar/instant.ts';
import type { NeedsMoreHours } from '../domain/calendar/opening-hours.ts';
import type { TicketPromise } from '../domain/promises/promise.ts';
import type { Terms } from '../domain/policy/terms.ts';
import type { Command } from '../domain/ticket/commands/command.ts';
import { decide, occur, type Occurrence, type Verdict } from '../domain/ticket/decide.ts';
import type { Facts } from '../domain/ticket/draft.ts';
import { nextDeadline } from '../domain/ticket/elapse.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { RefusalCode } from '../domain/ticket/refusal.ts';
import { submitTicket } from '../domain/ticket/submit-ticket.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { HoursUnder } from './hours-under.ts';
import type { Life } from './life.ts';
import type { Reaction } from './reactions.ts';
import { ringsAt } from './rings.ts';

/** What a life comes to under some policy. */
export interface Relived {
  promises: TicketPromise[];
  events: TicketEvent[];
  /** Why reactions could not stand under that policy, and were left out. */
  refusals: RefusalCode[];
}

/** Hourly updates that nobody sends, night and day, ring as often as this in three months; one a second in less than an hour. */
const MOST_RINGS = 5_000;

/**
 * Lives a ticket's life again, with the same reactions of people, under a policy: every timer rings when it would have.
 * @throws Error when they would ring without measure
 */
export function relive(life: Life, under: HoursUnder): Relived {
  const relived = new RelivedTicket(life, under);
  for (const reaction of life.reactions) {
    relived.letPass(reaction.at, reaction.rungBefore);
    relived.take(reaction);
  }
  relived.letPass(life.until, life.rungBefore);
  const { ticket, events, refusals } = relived;
  return { promises: ticket.promises, events, refusals };
}

/**
 * What Kept missed while it was away happens with whatever it does first. Of all that may be, this promises nothing; and what
 * is due in that very instant still rings by itself.
 */
const BACK_AGAIN: Occurrence = { name: 'managementTold', notices: [], failure: null };

class RelivedTicket {
  ticket: Ticket;
  readonly events: TicketEvent[];
  readonly refusals: RefusalCode[] = [];
  private rung = 0;

  constructor(
    private readonly life: Life,
    private readonly under: HoursUnder,
  ) {
    const { sites } = under.terms;
    const { serviceSite, ...request } = life.submission;
    const known = serviceSite !== null && sites.includes(serviceSite) ? serviceSite : null;
    const { ticket, events } = under.answer(request.takenAt, (facts) =>
      submitTicket({ ...request, serviceSite: known }, facts),
    );
    this.ticket = ticket;
    this.events = [...events];
  }

  /** Timers ring, each at its own instant, before `until`; and all that is due before `rungBefore`, which had rung. */
  letPass(until: Instant, rungBefore: Instant): void {
    for (;;) {
      const due = nextDeadline(this.ticket);
      if (due === null) return;
      const rings = ringsAt(due, this.life.absences);
      if (rings >= until && due >= rungBefore) return;
      this.rung += 1;
      if (this.rung > MOST_RINGS) throw new Error(`its promises would come due more than ${MOST_RINGS} times`);
      this.happen(rings > due ? BACK_AGAIN : { name: 'timePassed' }, rings);
    }
  }

  take({ at, deed }: Reaction): void {
    switch (deed.does) {
      case 'command': {
        const command = asThere(deed.command, this.life.firstTeam, this.under.terms);
        return this.apply((facts) => decide(this.ticket, command, at, facts));
      }
      case 'decide':
        return this.happen({ name: 'approvalDecided', decision: deed.decision }, at);
      case 'deliver': {
        const acknowledgement = this.ticket.undelivered.filter(({ template }) => template === 'acknowledgement');
        const messageIds = acknowledgement.map(({ messageId }) => messageId);
        return this.happen({ name: 'deliverySettled', messageIds, failure: null }, at);
      }
      default:
        deed satisfies never;
    }
  }

  private happen(occurrence: Occurrence, at: Instant): void {
    this.apply((facts) => occur(this.ticket, occurrence, at, facts));
  }

  private apply(verdictOf: (facts: Facts) => Verdict): void {
    const verdict = this.under.answer<Exclude<Verdict, NeedsMoreHours>>(this.ticket.submittedAt, verdictOf);
    if (verdict.type === 'refused') {
      this.refusals.push(verdict.refusal.code);
      return;
    }
    this.ticket = verdict.ticket;
    for (const event of verdict.events) {
      this.events.push(event);
      if (event.type === 'approval.decision-refused') this.refusals.push(event.data.code as RefusalCode);
    }
  }
}

/** Where new tickets come to another team, that one does what the first team did. */
function asThere(command: Command, firstThen: string, { firstTeam }: Terms): Command {
  if (firstThen === firstTeam) return command;
  const there = (team: string) => (team === firstThen ? firstTeam : team);
  const { actor, data } = command;
  return {
    ...command,
    actor: { ...actor, teams: actor.teams.map(there) },
    data: {
      ...data,
      ...('team' in data ? { team: there(data.team) } : {}),
      ...('forward' in data && data.forward !== undefined
        ? { forward: { ...data.forward, team: there(data.forward.team) } }
        : {}),
    },
  } as Command;
}
