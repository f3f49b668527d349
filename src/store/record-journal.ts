import { isDeepStrictEqual } from 'node:util';
import type { Selectable, Transaction } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import { noticesOf } from '../domain/management/notices.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { rungTold } from '../domain/promises/rung-told.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import { evolve } from '../domain/ticket/evolve.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Store } from './connect.ts';
import { announceJournal } from './announce-journal.ts';
import { forgetEvents } from './forget-events.ts';
import { dropForgottenNotices, writeNotices } from './write-notices.ts';
import { toJsonb } from './jsonb.ts';
import { listApprovals } from './approvals.ts';
import { publishMessages } from './publish-messages.ts';
import { queueForWebhooks } from './queue-for-webhooks.ts';
import type { Database, JournalRow } from './schema.ts';
import { columnsOf } from './ticket-columns.ts';

/** Events that end at `ticket.seq`, with the ticket as they left it. */
export interface Recording {
  ticket: Ticket;
  events: TicketEvent[];
  commands: Record<string, number>;
  /** The workflow run that says so. */
  runId: string;
  /** The workflow's instant of saying so. */
  decidedAt: Instant;
  /** The generation that this run belongs to. */
  generation: number;
  /** How many signals of the run have become what they become; a batch that older code left to be recorded has none. */
  signalsTaken?: number;
}

/**
 * The journal, the ticket, the messages and the commands, all in one transaction.
 *
 * A workflow task may fail after its events were recorded (the server refuses to end a run while something new arrives),
 * and Temporal then runs it again, with what has arrived in the meantime: other events under the same numbers. Nobody was
 * answered for the first ones, and the workflow goes on from the later ones, so these take their place.
 * That is lawful within one run only: a run that began from an old state of the ticket may not overwrite what another did.
 * @param policy that the ticket is pinned to
 * @param currentPolicy whose directory says who hears of what happened
 * @returns false when all of it had been recorded before
 * @throws JournalGapError when events before these are missing
 * @throws JournalForkError when another run has recorded other events under these numbers
 * @throws SupersededRunError when runs of a later generation have taken the place of this one
 */
export function recordJournal(
  store: Store,
  policy: Policy,
  recording: Recording,
  currentPolicy: Policy = policy,
): Promise<boolean> {
  const { ticket, events, commands, runId, decidedAt, generation, signalsTaken } = recording;
  const firstSeq = ticket.seq - events.length + 1;
  return store.transaction().execute(async (tx) => {
    const { recorded, recordedBy, currentGeneration } = await lockTicket(tx, ticket.id);
    const recordedSeq = recorded.seq;
    if (generation < currentGeneration) throw new SupersededRunError(ticket.id, runId);
    // A worker that was paused in the middle of an earlier life of the task, and wakes too late.
    if (recordedBy?.runId === runId && decidedAt < recordedBy.decidedAt) return false;
    if (recordedSeq < firstSeq - 1) throw new JournalGapError(ticket.id, recordedSeq, firstSeq);
    const isNew = recordedSeq < firstSeq || !(await areRecorded(tx, ticket.id, firstSeq, events));
    if (isNew && recordedSeq >= firstSeq) {
      await requireOwnEvents(tx, ticket.id, firstSeq, runId);
      await forgetEvents(tx, ticket.id, firstSeq);
    }
    await recordCommands(tx, ticket.id, commands);
    if (isNew) {
      await writeJournal(tx, policy, ticket, events, runId);
      if (events.some((event) => rungTold(event) !== null)) {
        const before = await ticketBefore(tx, recorded, firstSeq);
        await writeNotices(tx, ticket.id, noticesOf(currentPolicy, before, events));
      }
      if (recordedSeq >= firstSeq) await dropForgottenNotices(tx, ticket.id);
    }
    await tx
      .updateTable('tickets')
      .set({ recorded_by: JSON.stringify({ runId, decidedAt, signalsTaken }), generation })
      .where('id', '=', ticket.id)
      .execute();
    return isNew;
  });
}

const EVENT_COLUMNS = ['at', 'type', 'by', 'link', 'data'] as const;

const eventOf = ({ at, link, ...row }: Pick<Selectable<JournalRow>, (typeof EVENT_COLUMNS)[number]>) =>
  ({ at: at.toISOString(), ...row, ...(link === null ? {} : { link }) }) as TicketEvent;

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
    .select(EVENT_COLUMNS)
    .execute();
  const recorded = rows.map(eventOf);
  return isDeepStrictEqual(recorded, JSON.parse(JSON.stringify(events)));
}

/** The ticket as the events before `firstSeq` left it. */
async function ticketBefore(tx: Transaction<Database>, recorded: Ticket, firstSeq: number): Promise<Ticket> {
  if (recorded.seq === firstSeq - 1) return recorded;
  const rows = await tx
    .selectFrom('journal')
    .where('ticket_id', '=', recorded.id)
    .where('seq', '<', firstSeq)
    .orderBy('seq')
    .select(EVENT_COLUMNS)
    .execute();
  const ticket = rows.map(eventOf).reduce<Ticket | null>(evolve, null);
  if (ticket === null) throw new JournalGapError(recorded.id, 0, firstSeq);
  return ticket;
}

/** Writes events that are known to be new, and the ticket that they lead to. */
export async function writeJournal(
  tx: Transaction<Database>,
  policy: Policy,
  ticket: Ticket,
  events: TicketEvent[],
  runId: string | null,
): Promise<void> {
  const firstSeq = ticket.seq - events.length + 1;
  const rows = events.map((event, index) => ({
    ticket_id: ticket.id,
    seq: firstSeq + index,
    at: new Date(event.at),
    type: event.type,
    by: event.by,
    link: event.link ?? null,
    data: toJsonb(event.data),
    run_id: runId,
  }));
  if (rows.length > 0) await tx.insertInto('journal').values(rows).execute();
  const { number, rewound_to } = await tx
    .updateTable('tickets')
    .set(columnsOf(ticket))
    .where('id', '=', ticket.id)
    .returning(['number', 'rewound_to'])
    .executeTakeFirstOrThrow();
  await queueForWebhooks(tx, { ticket, number, rewinds: rewound_to.length, events });
  await publishMessages(tx, policy, ticket, events);
  await listApprovals(tx, ticket);
  await announceJournal(tx, ticket.id);
}

async function requireOwnEvents(
  tx: Transaction<Database>,
  ticketId: string,
  firstSeq: number,
  runId: string,
): Promise<void> {
  const foreign = await tx
    .selectFrom('journal')
    .where('ticket_id', '=', ticketId)
    .where('seq', '>=', firstSeq)
    .where('run_id', 'is distinct from', runId)
    .select('seq')
    .executeTakeFirst();
  if (foreign !== undefined) throw new JournalForkError(ticketId, foreign.seq);
}

export class JournalForkError extends Error {
  readonly code = 'journal-fork';
  constructor(ticketId: string, seq: number) {
    super(`event ${seq} of ticket ${ticketId} was recorded by another run`);
    this.name = 'JournalForkError';
  }
}

export class SupersededRunError extends Error {
  readonly code = 'run-superseded';
  constructor(ticketId: string, runId: string) {
    super(`another run has taken the place of ${runId} for ticket ${ticketId}`);
    this.name = 'SupersededRunError';
  }
}

export class JournalGapError extends Error {
  readonly code = 'journal-gap';
  constructor(ticketId: string, recordedSeq: number, firstSeq: number) {
    super(`the journal of ticket ${ticketId} ends at ${recordedSeq}, and cannot go on at ${firstSeq}`);
    this.name = 'JournalGapError';
  }
}

/** How far the ticket is recorded, and by whom. The lock makes recording the same ticket twice at once harmless. */
async function lockTicket(tx: Transaction<Database>, ticketId: string) {
  const { state, recorded_by, generation } = await tx
    .selectFrom('tickets')
    .where('id', '=', ticketId)
    .select(['state', 'recorded_by', 'generation'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { recorded: state, recordedBy: recorded_by, currentGeneration: generation };
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
