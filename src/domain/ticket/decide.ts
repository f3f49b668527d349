import { approvalOf } from '../approvals/approval.ts';
import { carriedOut, notCarriedOut } from '../approvals/carried-out.ts';
import { decideApproval, type KnownDecision } from '../approvals/decide-approval.ts';
import { after, DAY, earlier, later, type Instant, type Milliseconds } from '../calendar/instant.ts';
import { NeedsMoreHours } from '../calendar/opening-hours.ts';
import { acknowledged } from '../promises/acknowledgement.ts';
import type { RungName } from '../promises/rung-told.ts';
import { SYSTEM, isStaff } from './actor.ts';
import type { Command, CommandName } from './commands/command.ts';
import { STEPS, type Step } from './commands/steps.ts';
import { Draft, type Facts } from './draft.ts';
import { elapse } from './elapse.ts';
import type { TicketEvent } from './events.ts';
import { Refused, type Refusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';

/** What happens, and the ticket as it is then. */
export interface Decision {
  events: TicketEvent[];
  ticket: Ticket;
}

/** A decision, a refusal that leaves no trace, or the word that opening hours must be known further to decide. */
export type Verdict = ({ type: 'decided' } & Decision) | { type: 'refused'; refusal: Refusal } | NeedsMoreHours;

/** What happens to a ticket without anybody commanding it. */
export type Occurrence =
  | { name: 'timePassed' }
  | { name: 'deliverySettled'; messageIds: string[]; failure: string | null }
  | { name: 'mailReturned'; reason: string }
  | { name: 'approvalDecided'; decision: KnownDecision }
  | { name: 'approvalCarriedOut'; approvalId: string; creditNote: string | null; validUntil: Instant | null }
  | { name: 'approvalNotCarriedOut'; approvalId: string; reason: string }
  | { name: 'managementTold'; notices: RungName[]; failure: string | null }
  | { name: 'signalRefused'; signal: string; refusal: Refusal };

/**
 * Decides what a command does to a ticket at `now`. Pure: every rule is here or below, and is tested without a server. What
 * fell due before the command has happened before it.
 */
export function decide(ticket: Ticket, command: Command, now: Instant, facts: Facts): Verdict {
  const at = isStaff(command.actor) ? now : takenAt(command, now);
  return verdict(() => {
    const before = passed(ticket, at, facts);
    const draft = new Draft(before.ticket, at, command.actor, facts);
    run(draft, command);
    return { events: [...before.events, ...draft.events], ticket: draft.ticket };
  });
}

/** No request is on its way for longer: an earlier instant is made up, and would have the past resolved to hours without end. */
const ON_THE_WAY: Milliseconds = DAY;

/** A customer's word counts from when it was taken, but never from the future of the workflow's own clock. */
const takenAt = (command: Command, now: Instant): Instant =>
  later(earlier(command.takenAt, now), after(now, -ON_THE_WAY));

function run<N extends CommandName>(draft: Draft, command: { name: N } & Command): void {
  const step: Step<N> = STEPS[command.name];
  step.may(draft.ticket, command.actor);
  step.run(draft, command as unknown as Command<N>);
}

/** What an occurrence does to a ticket. It cannot be refused. */
export function occur(ticket: Ticket, occurrence: Occurrence, now: Instant, facts: Facts): Verdict {
  return verdict(() => {
    const exclusive = occurrence.name !== 'timePassed';
    const draft = new Draft(ticket, now, { id: SYSTEM }, facts);
    elapse(draft, { exclusive });
    happen(draft, occurrence);
    return { events: draft.events, ticket: draft.ticket };
  });
}

function happen(draft: Draft, occurrence: Occurrence): void {
  switch (occurrence.name) {
    case 'timePassed':
      return;
    case 'deliverySettled':
      return deliverySettled(draft, occurrence);
    case 'mailReturned':
      return undelivered(draft, [], occurrence.reason);
    case 'approvalDecided': {
      const { decision } = occurrence;
      const approval = approvalOf(draft.ticket.approvals, decision.approvalId);
      if (approval !== undefined) decideApproval(draft, approval, decision);
      return;
    }
    case 'approvalCarriedOut':
      return carriedOut(draft, occurrence);
    case 'approvalNotCarriedOut':
      return notCarriedOut(draft, occurrence);
    case 'managementTold': {
      const { notices, failure } = occurrence;
      return draft.add('management.told', { notices, failure });
    }
    case 'signalRefused': {
      const { code, detail: reason } = occurrence.refusal;
      return draft.add('signal.refused', { signal: occurrence.signal, code, reason });
    }
    default:
      return occurrence satisfies never;
  }
}

function deliverySettled(
  draft: Draft,
  { messageIds, failure }: Extract<Occurrence, { name: 'deliverySettled' }>,
): void {
  const acknowledges = draft.ticket.undelivered.some(
    ({ messageId, template }) => template === 'acknowledgement' && messageIds.includes(messageId),
  );
  if (failure !== null) return undelivered(draft, messageIds, failure);
  draft.add('delivery.accepted', { messageIds });
  if (acknowledges) acknowledged(draft);
}

/** The team hears of it where it works: it may know another way to the customer. */
function undelivered(draft: Draft, messageIds: string[], reason: string): void {
  draft.add('delivery.failed', { messageIds, reason });
  const { team, assignee } = draft.ticket;
  draft.compose('undelivered', { reason, team, assignee }, 'internal');
}

function passed(ticket: Ticket, at: Instant, facts: Facts): Decision {
  const draft = new Draft(ticket, at, { id: SYSTEM }, facts);
  elapse(draft, { exclusive: true });
  return { events: draft.events, ticket: draft.ticket };
}

function verdict(decided: () => Decision): Verdict {
  try {
    return { type: 'decided', ...decided() };
  } catch (error) {
    if (error instanceof Refused) return { type: 'refused', refusal: error.refusal };
    if (error instanceof NeedsMoreHours) return error;
    throw error;
  }
}
