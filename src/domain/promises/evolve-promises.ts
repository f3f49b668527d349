import type { EventType, TicketEvent } from '../ticket/events.ts';
import { isOwed, type PromiseKind, type Rung, type TicketPromise } from './promise.ts';

type PromiseEvent = TicketEvent<Extract<EventType, `promise.${string}`>>;

/** The promises of a ticket after `event`. */
export function evolvePromises(promises: TicketPromise[], event: PromiseEvent): TicketPromise[] {
  if (event.type === 'promise.made') return [...promises, made(event)];
  const { kind, cycle } = event.data;
  return promises.map((promise) =>
    promise.kind === kind && promise.cycle === cycle ? { ...promise, ...change(promise, event) } : promise,
  );
}

const made = ({ data }: TicketEvent<'promise.made'>): TicketPromise => ({
  ...data,
  state: 'running',
  settledAt: null,
  pause: null,
  reestimated: false,
});

function change(
  promise: TicketPromise,
  event: Exclude<PromiseEvent, { type: 'promise.made' }>,
): Partial<TicketPromise> {
  switch (event.type) {
    case 'promise.warned':
      return { rungs: told(promise.rungs, event.data.rung) };
    case 'promise.missed':
      return { state: 'missed', rungs: told(promise.rungs, event.data.rung) };
    case 'promise.kept':
      return { state: 'kept', settledAt: event.at, pause: null };
    case 'promise.settled':
      return { settledAt: event.at, pause: null };
    case 'promise.withdrawn':
      return {
        state: 'withdrawn',
        settledAt: event.at,
        pause: null,
        reestimated: event.data.reason === 're-estimated',
      };
    case 'promise.paused':
      return {
        dueAt: promise.state === 'running' ? null : promise.dueAt,
        rungs: promise.rungs.map((rung) => (rung.told ? rung : { ...rung, at: null })),
        pause: { since: event.at, due: event.data.due, rungs: event.data.rungs },
      };
    case 'promise.resumed':
      return {
        dueAt: event.data.dueAt ?? promise.dueAt,
        rungs: promise.rungs.map((rung) => ({
          ...rung,
          at: event.data.rungs.find(({ percent }) => percent === rung.percent)?.at ?? rung.at,
        })),
        pause: null,
      };
    default:
      return event satisfies never;
  }
}

/**
 * The work is over: what was missed and never made good is pursued no further, nor again when the ticket comes back to
 * work or is reopened. Only the acknowledgement is still pursued while a resolution waits for the customer's word.
 */
export const endLadders = (promises: TicketPromise[], stillPursued: PromiseKind[] = []): TicketPromise[] =>
  promises.map((promise) =>
    isOwed(promise) && !stillPursued.includes(promise.kind)
      ? { ...promise, pause: null, rungs: promise.rungs.map((rung) => (rung.told ? rung : { ...rung, at: null })) }
      : promise,
  );

/** Nobody decides it any more: what was missed of it is owed no longer, and never was made good. */
export const dropMissedDecisions = (promises: TicketPromise[], approvalId: string): TicketPromise[] =>
  promises.map((promise) =>
    promise.kind === 'decision' && promise.subject === approvalId && promise.state === 'missed' && isOwed(promise)
      ? { ...promise, dropped: true }
      : promise,
  );

const told = (rungs: Rung[], percent: number): Rung[] =>
  rungs.map((rung) => (rung.percent === percent ? { ...rung, told: true } : rung));
