import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Store } from './connect.ts';
import { forgetEvents } from './forget-events.ts';
import { publishMessages } from './publish-messages.ts';
import type { PolicyShelf } from './policies.ts';
import type { Database } from './schema.ts';
import { columnsOf } from './ticket-columns.ts';

/** Events that end at `ticket.seq`, with the ticket as they left it. */
interface Recording {
  ticket: Ticket;
  events: TicketEvent[];
  commands: Record<string, number>;
}

/**
 * The journal, the ticket, the messages and the commands, all in one transaction.
 *
 * A workflow task may fail after its events were recorded (the server refuses to end a run while something new arrives),
 * and Temporal then runs it again, with what has arrived in the meantime: other events under the same numbers. Nobody was
 * answered for the first ones, and the workflow goes on from the later ones, so these take their place.
 * @returns false when all of it had been recorded before
 * @throws JournalGapError when events before these are missing
 */
export function recordJournal(store: Store, policies: PolicyShelf, recording: Recording): Promise<boolean> {
  const { ticket, events, commands } = recording;
  const firstSeq = ticket.seq - events.length + 1;
  return store.transaction().execute(async (tx) => {
    const recordedSeq = await lockTicket(tx, ticket.id);
    if (recordedSeq < firstSeq - 1) throw new JournalGapError(ticket.id, recordedSeq, firstSeq);
    const isNew = recordedSeq < firstSeq || !(await areRecorded(tx, ticket.id, firstSeq, events));
    if (isNew && recordedSeq >= firstSeq) await forgetEvents(tx, ticket.id, firstSeq);
    await recordCommands(tx, ticket.id, commands);
    if (isNew) await writeJournal(tx, policies, ticket, events);
    return isNew;
  });
}

/** Whether these very events are in the journal, and at its end. */
async function areRecorded(
  tx: Transaction<Database>,
  ticketId: string,
  firstSeq: number,
  events: TicketEvent[],
): Promise<boolean> {
  const rows = await tx
    .selectFrom('journal')
    .where('ticket_id', '=', ticketId)
    .where('seq', '>=', firstSeq)
    .orderBy('seq')
    .select(['at', 'type', 'by', 'data'])
    .execute();
  const recorded = rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row }));
  return isDeepStrictEqual(recorded, JSON.parse(JSON.stringify(events)));
}

/** Writes events that are known to be new, and the ticket that they lead to. */
export async function writeJournal(
  tx: Transaction<Database>,
  policies: PolicyShelf,
  ticket: Ticket,
  events: TicketEvent[],
): Promise<void> {
  const firstSeq = ticket.seq - events.length + 1;
  const rows = events.map((event, index) => ({
    ticket_id: ticket.id,
    seq: firstSeq + index,
    at: new Date(event.at),
    type: event.type,
    by: event.by,
    data: JSON.stringify(event.data),
  }));
  if (rows.length > 0) await tx.insertInto('journal').values(rows).execute();
  await tx.updateTable('tickets').set(columnsOf(ticket)).where('id', '=', ticket.id).execute();
  await publishMessages(tx, policies, ticket, events);
}

export class JournalGapError extends Error {
  readonly code = 'journal-gap';
  constructor(ticketId: string, recordedSeq: number, firstSeq: number) {
    super(`the journal of ticket ${ticketId} ends at ${recordedSeq}, and cannot go on at ${firstSeq}`);
    this.name = 'JournalGapError';
  }
}

/** @returns the sequence of the last event recorded. The lock makes recording the same ticket twice at once harmless. */
async function lockTicket(tx: Transaction<Database>, ticketId: string): Promise<number> {
  const { state } = await tx
    .selectFrom('tickets')
    .where('id', '=', ticketId)
    .select('state')
    .forUpdate()
    .executeTakeFirstOrThrow();
  return state.seq;
}

async function recordCommands(
  tx: Transaction<Database>,
  ticketId: string,
  commands: Record<string, number>,
): Promise<void> {
  const rows = Object.entries(commands).map(([command_id, seq]) => ({ ticket_id: ticketId, command_id, seq }));
  if (rows.length === 0) return;
  await tx
    .insertInto('commands')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
