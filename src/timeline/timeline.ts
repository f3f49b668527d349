import type { MessageView } from '../api/schemas/conversation.ts';
import type { TicketView } from '../api/schemas/ticket.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import { isSameRung, type RungName } from '../domain/promises/rung-told.ts';
import { SYSTEM } from '../domain/ticket/actor.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import { PHASES } from '../domain/ticket/phases.ts';
import { deedsOf, type Deed } from './deeds.ts';
import { effectsOf } from './effects.ts';
import { EMPTY, line, type Line } from './line.ts';
import { moments, type Moment, type Words } from './moment.ts';
import { promiseNames } from './promise-names.ts';
import { promiseTable, tally } from './promise-table.ts';
import { clockTime, since } from './times.ts';

/** A ticket as the API tells it. */
export interface Told {
  ticket: TicketView;
  /** The journal, as staff reads it. */
  events: readonly TicketEvent[];
  /** The conversation, as its customer reads it. */
  messages: readonly MessageView[];
  /** People by id; who isn't in it is called by their id. */
  names: ReadonlyMap<string, string>;
  /** What was told to staff of promises, where it is known to whom. */
  told?: readonly (RungName & { recipients: readonly { person: string }[] })[];
  /** By whose clock instants are told. */
  zone: string;
}

/** Rows of one message: what people write is shown; the closing story is cut, and its promises are in the table. */
const ROWS = { ofPeople: 14, ofKept: 5 };

/** A ticket's life as a person would want to read it. */
export function timeline({ ticket, events, messages, names, told: notices = [], zone }: Told): Line[] {
  const clock = (at: Instant) => clockTime(at, ticket.submittedAt, zone);
  const promise = promiseNames(events);
  const byId = new Map(messages.map((message) => [message.id, message]));
  const words: Words = {
    person: (id) => (id === SYSTEM ? 'Kept' : (names.get(id) ?? id)),
    promise,
    clock,
    recipients: (rung) =>
      notices
        .filter((notice) => isSameRung(notice, rung))
        .flatMap(({ recipients }) => recipients.map(({ person }) => person)),
    message: (id) => byId.get(id),
  };
  return [
    line(`Ticket #${ticket.number}: ${ticket.subject}`, 'heading'),
    line(`Submitted ${clockTime(ticket.submittedAt, null, zone)}, by the clock of ${zone}.`, 'quiet'),
    ...moments(events).flatMap((moment) => [
      ...phaseBand(moment),
      ...told(moment, `${since(ticket.submittedAt, moment.at).padStart(8)}  `, words),
    ]),
    EMPTY,
    ...promiseTable(ticket, promise, clock),
    EMPTY,
    line(`Ticket #${ticket.number} is ${ticket.status}. Promises: ${tally(ticket)}.`, 'heading'),
  ];
}

/** A phase's heading; several when one decision went through them. */
function phaseBand({ events, team }: Moment): Line[] {
  const entered = events.flatMap(({ type, data }) => {
    if (type === 'ticket.submitted') return ['submit' as const];
    return type === 'phase.entered' ? [data.to] : [];
  });
  if (entered.length === 0) return [];
  const names = entered.map((phase) => `${PHASES.indexOf(phase) + 1} ${phase}`).join(' → ');
  return [EMPTY, line(`${names} · ${team}`, 'phase', '── ')];
}

/** One moment: its instant, who did what, what the customer read, what became of promises. */
function told(moment: Moment, when: string, words: Words): Line[] {
  const deeds = deedsOf(moment, words).flatMap((deed) => deedLines(deed, words));
  return [...deeds, ...effectsOf(moment, words)].map(({ lead, ...other }, index) => ({
    ...other,
    lead: (index === 0 ? when : ' '.repeat(when.length)) + lead,
  }));
}

/** Words that only staff reads are not repeated. */
function deedLines({ did, messageId }: Deed, words: Words): Line[] {
  const message = messageId === undefined ? undefined : words.message(messageId);
  if (message === undefined) return [line(did)];
  const body = message.body.replaceAll(/\n{2,}/g, '\n');
  const [style, maxRows] = message.automatic ? (['quiet', ROWS.ofKept] as const) : (['plain', ROWS.ofPeople] as const);
  return [line(`${did}:`), { ...line(body, style, '│ '), maxRows }];
}
