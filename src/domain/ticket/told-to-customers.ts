import { isQuestion, type PromiseKind } from '../promises/promise.ts';
import { SYSTEM } from './actor.ts';
import type { EventData, EventType, TicketEvent } from './events.ts';
import type { Ticket } from './ticket.ts';

/** What a customer is told of one kind of event: its data as far as they may know it; `null`: nothing. */
type Telling<T extends EventType> = (data: EventData[T]) => object | null;

const nothing = () => null;
const all = <D extends object>(data: D) => data;

const promise = ({ kind, cycle }: { kind: PromiseKind; cycle: number }) => ({ kind, cycle });

/**
 * Decided for each type of event, so that a new one doesn't compile until it is. The measure is what the customer reads in
 * the ticket and its conversation anyway: never more, so no rungs, no questions between teams, no reasons of ours.
 */
const TELLINGS: { [T in EventType]: Telling<T> } = {
  'ticket.submitted': all,
  // Values were for the text, and may say what the text leaves out.
  'message.added': ({ messageId, author, visibility, asksCustomer }) =>
    visibility === 'public' ? { messageId, author, visibility, asksCustomer } : null,
  'message.composed': ({ messageId, visibility, template }) =>
    visibility === 'public' ? { messageId, visibility, template } : null,
  'delivery.accepted': nothing,
  'delivery.failed': nothing,
  'phase.entered': all,
  'ticket.taken': all,
  'ticket.released': all,
  'ticket.assigned': all,
  'ticket.reviewed': all,
  'ticket.handed-over': all,
  'consultation.asked': nothing,
  'consultation.answered': nothing,
  'estimate.given': all,
  'waiting.began': () => ({}),
  'waiting.ended': all,
  'reminder.sent': ({ about, number }) => ({ about, number }),
  // The message that asks for a confirmation names the closing instant.
  'ticket.resolved': ({ messageId, closesAt }) => ({ messageId, closesAt }),
  'ticket.returned': all,
  'ticket.closed': all,
  'ticket.reopened': all,
  'promise.made': ({ madeAt, dueAt, ...data }) => ({ ...promise(data), madeAt, dueAt }),
  'promise.warned': nothing,
  'promise.missed': ({ dueAt, ...data }) => ({ ...promise(data), dueAt }),
  'promise.kept': ({ dueAt, ...data }) => ({ ...promise(data), dueAt }),
  'promise.settled': ({ dueAt, ...data }) => ({ ...promise(data), dueAt }),
  'promise.withdrawn': promise,
  'promise.paused': promise,
  'promise.resumed': ({ dueAt, ...data }) => ({ ...promise(data), dueAt }),
  // By when they hear was told in a message; who decides, and how often it was tried, is management's.
  'approval.asked': ({ approvalId, type, dueAt }) => ({ approvalId, type, dueAt }),
  'approval.decided': ({ approvalId, decision, state }) =>
    state === 'partly-approved' ? null : { approvalId, decision, state },
  'approval.decision-refused': nothing,
  'approval.expired': ({ approvalId }) => ({ approvalId }),
  'approval.withdrawn': ({ approvalId }) => ({ approvalId }),
  'approval.carried-out': all,
  'approval.not-carried-out': nothing,
  'management.told': nothing,
  'signal.refused': nothing,
};

/** Each type of event that there is. */
export const EVENT_TYPES = Object.keys(TELLINGS) as EventType[];

/** Events whose doer the ticket itself names to the customer. */
const NAMED: ReadonlySet<EventType> = new Set<EventType>(['ticket.taken', 'ticket.handed-over', 'estimate.given']);

/** An event as its customer is told of it. `by` is `null` where somebody of staff did it whom they are not told. */
export interface ToldEvent {
  by: string | null;
  /** By which link they came: for staff alone. */
  link?: string;
  data: object;
}

/**
 * What the customer of `ticket` is told of its events, to be asked of each in order. Only the making of a promise says that it
 * is about a question between teams: it is remembered, for those made before from the ticket.
 */
export function customersEar({ customer, promises }: Ticket): (event: TicketEvent) => ToldEvent | null {
  const betweenTeams = new Set(promises.filter(isQuestion).map(nameOf));
  return (event) => {
    if (event.type === 'promise.made') {
      if (isQuestion(event.data)) betweenTeams.add(nameOf(event.data));
      else betweenTeams.delete(nameOf(event.data));
    }
    if (event.type.startsWith('promise.') && betweenTeams.has(nameOf(event.data as PromiseName))) return null;
    const data = tell(event);
    if (data === null) return null;
    const mayNameDoer = event.by === customer || event.by === SYSTEM || NAMED.has(event.type);
    return { by: mayNameDoer ? event.by : null, data };
  };
}

type PromiseName = Parameters<typeof promise>[0];
const nameOf = ({ kind, cycle }: PromiseName): string => `${kind} ${cycle}`;

/** A type that this version doesn't know, recorded by a newer one, is nothing to tell. */
const tell = ({ type, data }: TicketEvent): object | null =>
  Object.hasOwn(TELLINGS, type) ? (TELLINGS[type] as (data: object) => object | null)(data) : null;
