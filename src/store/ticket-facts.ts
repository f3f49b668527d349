import type { Transaction } from 'kysely';
import { tally } from '../texts/texts.ts';
import type { TicketFacts } from '../texts/words.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Database } from './schema.ts';

/** What the automatic messages of a ticket speak of, besides the event at hand. */
export async function readTicketFacts(
  tx: Transaction<Database>,
  ticket: Ticket,
  { withStory, commentOf }: { withStory: boolean; commentOf: string | null },
): Promise<TicketFacts> {
  const row = await tx
    .selectFrom('tickets')
    .leftJoin('tickets as earlier', 'earlier.id', 'tickets.continues')
    .where('tickets.id', '=', ticket.id)
    .select(['tickets.number', 'tickets.subject', 'tickets.locale', 'tickets.time_zone', 'earlier.number as continues'])
    .executeTakeFirstOrThrow();
  return {
    number: row.number,
    subject: row.subject,
    continues: row.continues,
    locale: row.locale,
    timeZone: row.time_zone,
    serviceSite: ticket.serviceSite,
    names: await readNames(tx, ticket),
    comment: commentOf === null ? null : await readComment(tx, commentOf),
    story: {
      submittedAt: ticket.submittedAt,
      closedAt: ticket.closedAt,
      promises: tally(ticket.promises),
      // Only the closing message tells it, and it takes reading the conversation.
      ...(withStory ? await readHelp(tx, ticket.id) : { helpers: [], solution: null }),
    },
  };
}

async function readNames(tx: Transaction<Database>, { assignee }: Ticket): Promise<Map<string, string>> {
  if (assignee === null) return new Map();
  const people = await tx.selectFrom('people').where('id', '=', assignee).selectAll().execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}

async function readComment(tx: Transaction<Database>, decisionId: string): Promise<string | null> {
  const decision = await tx
    .selectFrom('decisions')
    .where('id', '=', decisionId)
    .where('comment_for_customer', '=', true)
    .select('comment')
    .executeTakeFirst();
  return decision?.comment ?? null;
}

/** Who of staff wrote publicly, and the last solution sent. */
async function readHelp(tx: Transaction<Database>, ticketId: string) {
  const messages = await tx
    .selectFrom('messages')
    .where('ticket_id', '=', ticketId)
    .where('seq', 'is not', null)
    .where('visibility', '=', 'public')
    .where('author_role', 'in', ['agent', 'manager'])
    .orderBy('seq')
    .select(['id', 'author_name', 'body'])
    .execute();
  const resolved = await tx
    .selectFrom('journal')
    .where('ticket_id', '=', ticketId)
    .where('type', '=', 'ticket.resolved')
    .orderBy('seq', 'desc')
    .select('data')
    .executeTakeFirst();
  const solutionId = resolved === undefined ? null : (resolved.data as { messageId: string }).messageId;
  return {
    helpers: [...new Set(messages.map(({ author_name }) => author_name))],
    solution: messages.find(({ id }) => id === solutionId)?.body ?? null,
  };
}
