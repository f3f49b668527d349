import type { TicketView } from '../../../api/schemas/ticket.ts';
import type { Instant } from '../../../domain/calendar/instant.ts';
import type { EventType, TicketEvent } from '../../../domain/ticket/events.ts';
import { eventsOf } from '../../play/events-of.ts';

type PromiseView = TicketView['promises'][number];

/** How a promise ended, or that it has not ended. */
export type BarState = 'kept' | 'missed' | 'withdrawn' | 're-estimated' | 'running' | 'paused';

/** A promise's life, ready to be drawn. */
export interface Bar {
  promise: PromiseView;
  state: BarState;
  madeAt: Instant;
  dueAt: Instant | null;
  /** When it was settled, or no longer wanted, or the telling ends. */
  endsAt: Instant;
  /** Nothing of it is owed any more. */
  ended: boolean;
  /** Stretches in which its clock stood still. */
  pauses: { from: Instant; to: Instant }[];
  /** When somebody heard of it before it was due, or again after it was missed. */
  warnings: { at: Instant; percent: number }[];
  missedAt: Instant | null;
}

/** @param until where what still runs is cut off */
export const promiseBars = (
  { promises, closedAt }: TicketView,
  events: readonly TicketEvent[],
  until: Instant,
): Bar[] =>
  promises.map((promise) => {
    const { madeAt, dueAt, settledAt } = promise;
    const droppedAt = whenDropped(promise, events);
    const endsAt = settledAt ?? droppedAt ?? closedAt ?? until;
    return {
      promise,
      state: stateOf(promise),
      madeAt,
      dueAt,
      endsAt,
      ended: (settledAt ?? droppedAt ?? closedAt) !== null,
      pauses: pausesOf(promise, events, endsAt),
      warnings: about(promise, events, 'promise.warned').map(({ at, data }) => ({ at, percent: data.rung })),
      missedAt: about(promise, events, 'promise.missed')[0]?.at ?? null,
    };
  });

const stateOf = ({ state, reestimated }: PromiseView): BarState => (reestimated ? 're-estimated' : state);

/** Of what was missed and is wanted no more: when nobody waited for management any longer. */
function whenDropped(promise: PromiseView, events: readonly TicketEvent[]): Instant | null {
  if (!promise.dropped) return null;
  const subject = about(promise, events, 'promise.made')[0]?.data.subject;
  const ends = eventsOf(events, 'approval.expired', 'approval.withdrawn');
  return ends.find(({ data }) => data.approvalId === subject)?.at ?? null;
}

function pausesOf(promise: PromiseView, events: readonly TicketEvent[], endsAt: Instant): Bar['pauses'] {
  const turns = about(promise, events, 'promise.paused', 'promise.resumed');
  return turns.flatMap(({ type, at }, index) =>
    type === 'promise.paused' && at < endsAt ? [{ from: at, to: turns[index + 1]?.at ?? endsAt }] : [],
  );
}

type PromiseEventType = Extract<EventType, `promise.${string}`>;

const about = <T extends PromiseEventType>(
  { kind, cycle }: PromiseView,
  events: readonly TicketEvent[],
  ...types: T[]
): TicketEvent<T>[] =>
  eventsOf(events, ...types).filter(({ data }) => {
    const ref: { kind: string; cycle: number } = data;
    return ref.kind === kind && ref.cycle === cycle;
  });
