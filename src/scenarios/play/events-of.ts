import type { EventType, TicketEvent } from '../../domain/ticket/events.ts';

/** The events of some types, in order. */
export const eventsOf = <T extends EventType>(events: readonly TicketEvent[], ...types: T[]): TicketEvent<T>[] =>
  events.filter(({ type }) => (types as EventType[]).includes(type)) as TicketEvent<T>[];
