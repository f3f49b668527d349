import { decisionDue, evolveApprovals } from '../approvals/evolve-approvals.ts';
import { dropMissedDecisions, endLadders, evolvePromises } from '../promises/evolve-promises.ts';
import { PROMISE_KINDS } from '../promises/promise.ts';
import { untoldAfter } from '../promises/rung-told.ts';
import type { EventData, TicketEvent } from './events.ts';
import type { Estimate, Ticket } from './ticket.ts';
import { after, msBetween, type Instant } from '../calendar/instant.ts';

/** The ticket after `event`; the first event makes it. Never refuses: what happened has happened. */
export function evolve(ticket: Ticket | null, event: TicketEvent): Ticket {
  if (event.type === 'ticket.submitted') return submitted(event.data, event.at);
  if (ticket === null) throw new Error(`the first event of a ticket is ticket.submitted, not ${event.type}`);
  const untold = untoldAfter(ticket.untold ?? [], event);
  return { ...ticket, ...changes(ticket, event), untold, seq: ticket.seq + 1 };
}

const submitted = (data: EventData['ticket.submitted'], at: Instant): Ticket => ({
  id: data.id,
  seq: 1,
  phase: 'submit',
  channel: data.channel,
  customer: data.customer,
  serviceSite: data.serviceSite,
  submittedAt: at,
  team: data.team,
  assignee: null,
  heldSince: at,
  kind: null,
  promises: [],
  handOvers: [],
  consultations: [],
  approvals: [],
  estimate: null,
  waiting: null,
  resolved: null,
  followUpSince: null,
  undelivered: [],
  closedAt: null,
  outcome: null,
  reopenings: 0,
});

const ALL_BUT_PICK_UPS = PROMISE_KINDS.filter((kind) => kind !== 'pick-up');

function changes(ticket: Ticket, event: TicketEvent): Partial<Ticket> {
  switch (event.type) {
    case 'message.added':
      return messageAdded(ticket, event.data, event.at);
    case 'phase.entered':
      return { phase: event.data.to };
    case 'ticket.taken':
    case 'ticket.assigned':
      return { assignee: event.data.assignee };
    case 'ticket.released':
      return { assignee: null };
    case 'ticket.reviewed':
      return { kind: event.data.kind };
    case 'ticket.handed-over':
      return {
        team: event.data.to,
        assignee: null,
        heldSince: event.at,
        // What lies before the new team even works would be no honest promise (P16).
        estimate: estimateAhead(estimateAt(ticket, event.at), event.data.worksFrom),
        // A team that missed its pick-up no longer has the ticket to pick up.
        promises: endLadders(ticket.promises, ALL_BUT_PICK_UPS),
        handOvers: [...ticket.handOvers, { at: event.at, by: event.by, ...event.data }],
      };
    case 'consultation.asked':
      return { consultations: [...ticket.consultations, consultationAsked(event)] };
    case 'consultation.answered':
      return { consultations: ticket.consultations.map((asked) => consultationAnswered(asked, event)) };
    case 'estimate.given':
      return { estimate: { readyBy: event.data.readyBy, givenAt: event.at, givenBy: event.by } };
    case 'waiting.began':
      return { waiting: { since: event.at, remindersSent: 0, ...event.data } };
    case 'waiting.ended':
      return { waiting: null };
    case 'reminder.sent':
      return reminderSent(ticket, event.data);
    case 'ticket.resolved':
      return {
        resolved: {
          since: event.at,
          remindersSent: 0,
          remindAt: event.data.remindAt,
          closesAt: event.data.closesAt,
        },
        promises: endLadders(ticket.promises, ['acknowledgement']),
      };
    case 'ticket.returned':
      return {
        resolved: null,
        followUpSince: ticket.followUpSince ?? event.at,
        estimate: estimateAhead(ticket.estimate, event.at),
      };
    case 'ticket.closed':
      return {
        phase: 'resolve',
        closedAt: event.at,
        outcome: event.data.outcome,
        promises: endLadders(ticket.promises),
        resolved: null,
        waiting: null,
        followUpSince: null,
      };
    case 'ticket.reopened':
      return {
        closedAt: null,
        outcome: null,
        team: event.data.team,
        assignee: null,
        heldSince: event.at,
        kind: null,
        estimate: null,
        followUpSince: ticket.followUpSince ?? event.at,
        reopenings: ticket.reopenings + 1,
      };
    case 'promise.made':
      return {
        promises: evolvePromises(ticket.promises, event),
        approvals: decisionDue(ticket.approvals, event),
      };
    case 'promise.warned':
    case 'promise.missed':
    case 'promise.kept':
    case 'promise.settled':
    case 'promise.withdrawn':
    case 'promise.paused':
      return { promises: evolvePromises(ticket.promises, event) };
    case 'promise.resumed':
      return { promises: evolvePromises(ticket.promises, event), estimate: estimateAfter(ticket, event) };
    case 'message.composed':
      return event.data.visibility === 'public' ? { undelivered: [...ticket.undelivered, toDeliver(event.data)] } : {};
    case 'delivery.accepted':
    case 'delivery.failed':
      return {
        undelivered: ticket.undelivered.filter(({ messageId }) => !event.data.messageIds.includes(messageId)),
      };
    case 'approval.asked':
    case 'approval.decided':
    case 'approval.decision-refused':
    case 'approval.carried-out':
    case 'approval.not-carried-out':
      return { approvals: evolveApprovals(ticket.approvals, event) };
    case 'approval.expired':
    case 'approval.withdrawn':
      return {
        approvals: evolveApprovals(ticket.approvals, event),
        promises: dropMissedDecisions(ticket.promises, event.data.approvalId),
      };
    case 'management.told':
    case 'signal.refused':
    case 'ticket.submitted':
      return {};
    default:
      return event satisfies never;
  }
}

function messageAdded(ticket: Ticket, data: EventData['message.added'], at: Instant): Partial<Ticket> {
  if (data.visibility === 'internal') return {};
  if (data.author !== 'customer') {
    const undelivered = [...ticket.undelivered, { messageId: data.messageId, template: null }];
    return { followUpSince: null, undelivered };
  }
  const isFirst = ticket.seq === 1;
  return isFirst ? {} : { followUpSince: ticket.followUpSince ?? at };
}

const toDeliver = ({ messageId, template }: EventData['message.composed']) => ({ messageId, template });

/** While the customer owes an answer the estimated instant moves on with the clock that stands still. */
const estimateAt = ({ estimate, waiting }: Ticket, at: Instant): Estimate | null =>
  estimate === null || waiting === null || estimate.readyBy < waiting.since
    ? estimate
    : { ...estimate, readyBy: after(estimate.readyBy, msBetween(waiting.since, at)) };

/** The estimate goes with the promise that was made from it. */
const estimateAfter = ({ estimate }: Ticket, { data: { kind, dueAt } }: TicketEvent<'promise.resumed'>) =>
  estimate === null || kind !== 'resolution' || dueAt === null ? estimate : { ...estimate, readyBy: dueAt };

/** An estimate that has passed binds nobody when the work starts again. */
const estimateAhead = (estimate: Estimate | null, at: Instant) =>
  estimate !== null && estimate.readyBy > at ? estimate : null;

const consultationAsked = ({ at, by, data }: TicketEvent<'consultation.asked'>) => ({
  id: data.consultationId,
  askedAt: at,
  askedBy: by,
  team: data.team,
  questionId: data.messageId,
  answeredAt: null,
  answeredBy: null,
  answerId: null,
});

const consultationAnswered = (
  asked: Ticket['consultations'][number],
  { at, by, data }: TicketEvent<'consultation.answered'>,
) =>
  asked.id === data.consultationId ? { ...asked, answeredAt: at, answeredBy: by, answerId: data.messageId } : asked;

function reminderSent(ticket: Ticket, data: EventData['reminder.sent']): Partial<Ticket> {
  const key = data.about === 'answer' ? 'waiting' : 'resolved';
  const silence = ticket[key];
  if (silence === null) return {};
  return { [key]: { ...silence, remindersSent: data.number, remindAt: silence.remindAt.slice(1) } };
}
