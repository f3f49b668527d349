import type { MessageView } from '../api/schemas/conversation.ts';
import type { RungName } from '../domain/promises/rung-told.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import type { NameOf } from './promise-names.ts';

/** What one decision did: its events share their instant. */
export interface Moment {
  at: Instant;
  events: TicketEvent[];
  /** Who has the ticket then. */
  team: string;
}

/** What it takes to say a moment in words. */
export interface Words {
  /** A person by name, Kept for the system. */
  person(id: string): string;
  promise: NameOf;
  /** An instant by the clock that is told. */
  clock(at: Instant): string;
  /** Who was told of a rung, as far as that is known. */
  recipients(rung: RungName): readonly string[];
  /** What the customer read; undefined for internal notes. */
  message(id: string): MessageView | undefined;
}

export function moments(events: readonly TicketEvent[]): Moment[] {
  const found: Moment[] = [];
  let team = '';
  for (const event of events) {
    team = teamAfter(event) ?? team;
    const last = found.at(-1);
    if (last?.at === event.at) Object.assign(last, { team, events: [...last.events, event] });
    else found.push({ at: event.at, events: [event], team });
  }
  return found;
}

function teamAfter({ type, data }: TicketEvent): string | null {
  if (type === 'ticket.handed-over') return data.to;
  return type === 'ticket.submitted' || type === 'ticket.reopened' ? data.team : null;
}
