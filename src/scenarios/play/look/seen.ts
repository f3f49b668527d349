import type { MessageView } from '../../../api/schemas/conversation.ts';
import type { Instant, Milliseconds } from '../../../domain/calendar/instant.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import { clockTime } from '../../../timeline/times.ts';
import type { TicketRecord } from '../record.ts';

/** What an expectation is held against. */
export interface Seen {
  record: TicketRecord;
  /** Of which tickets `nothing missed` speaks: all of the story, or the one that its step names. */
  tickets: readonly { name: string; record: TicketRecord }[];
  start: Instant;
  now: Instant;
  zone: string;
  tolerance: Milliseconds;
  policy: Policy;
  /** Whether the story has told of this miss. */
  isMissTold(ticketId: string, promise: Promised): boolean;
  /** Of a team whose queue is asked for: the ticket that is first; `null` when there is none. */
  firstInQueue: string | null;
  /** Of a team that is asked for: what it reads; `null` where it may not. */
  readByTeam: readonly MessageView[] | null;
  /** What the journal calls somebody whom the story may call otherwise. */
  idOf(person: string): string;
  /** The id of a ticket of the story, by its name there. */
  ticketNamed(name: string): string | undefined;
  /** What the story calls a ticket. */
  nameOfTicket(id: string): string;
}

export type Promised = TicketRecord['ticket']['promises'][number];

export const clock = (at: Instant, { zone }: Pick<Seen, 'zone'>): string => clockTime(at, null, zone);

export const said = (wanted: string, actual: string, what: string): string | null =>
  wanted === actual ? null : `${what} is ${actual}`;

/** What is wrong where a team is named that the policy does not have. */
export const unknownTeam = (team: string, { policy: { teams } }: Seen): string | null =>
  Object.hasOwn(teams, team) ? null : `no team is called ${team}; there are ${Object.keys(teams).join(', ')}`;
