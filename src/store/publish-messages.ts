import type { Transaction } from 'kysely';
import { textOf } from '../texts/ticket-texts.ts';
import { wordsOf } from '../texts/words.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { SYSTEM } from '../domain/ticket/actor.ts';
import { automaticMessageId } from '../domain/ticket/draft.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { Template, TemplateValues } from '../domain/ticket/templates.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Database } from './schema.ts';
import { readTicketFacts } from './ticket-facts.ts';

/** Makes the messages that these events speak of part of the conversation: stored ones are published, automatic ones written. */
export async function publishMessages(
  tx: Transaction<Database>,
  policy: Policy,
  ticket: Ticket,
  events: TicketEvent[],
): Promise<void> {
  const firstSeq = ticket.seq - events.length + 1;
  for (const [index, event] of events.entries()) {
    if (event.type === 'message.added') await publish(tx, policy, ticket, event, firstSeq + index);
    if (event.type === 'message.composed') await write(tx, policy, ticket, event, firstSeq + index);
  }
}

async function publish(
  tx: Transaction<Database>,
  policy: Policy,
  ticket: Ticket,
  { at, by, data }: TicketEvent<'message.added'>,
  seq: number,
): Promise<void> {
  const postscript = data.postscript === undefined ? null : await textFor(tx, policy, ticket, data.postscript);
  const published = await tx
    .updateTable('messages')
    .set({ seq, at: new Date(at), postscript })
    .where('id', '=', data.messageId)
    .where('ticket_id', '=', ticket.id)
    .where('seq', 'is', null)
    .executeTakeFirst();
  if (published.numUpdatedRows > 0n) return;
  await tx
    .insertInto('messages')
    .values({
      id: automaticMessageId(ticket.id, seq),
      ticket_id: ticket.id,
      seq,
      at: new Date(at),
      author_role: data.author,
      author_id: by,
      author_name: by,
      visibility: data.visibility,
      body: await lostText(tx, policy, ticket),
      postscript,
    })
    .execute();
}

async function write(
  tx: Transaction<Database>,
  policy: Policy,
  ticket: Ticket,
  { at, data }: TicketEvent<'message.composed'>,
  seq: number,
): Promise<void> {
  await tx
    .insertInto('messages')
    .values({
      id: data.messageId,
      ticket_id: ticket.id,
      seq,
      at: new Date(at),
      author_role: SYSTEM,
      author_id: SYSTEM,
      author_name: policy.company.name,
      visibility: data.visibility,
      body: await textFor(tx, policy, ticket, data),
    })
    .execute();
}

/** In the customer's language and zone. */
async function textFor(
  tx: Transaction<Database>,
  policy: Policy,
  ticket: Ticket,
  { template, values }: { template: Template; values: TemplateValues },
): Promise<string> {
  const commentOf = typeof values['commentOf'] === 'string' ? values['commentOf'] : null;
  const facts = await readTicketFacts(tx, ticket, { withStory: template === 'closed', commentOf });
  return textOf(template, values, wordsOf(policy, facts));
}

/** Stands for a text that is not there (a command past the API may name any id): the ticket must go on without it. */
async function lostText(tx: Transaction<Database>, policy: Policy, ticket: Ticket): Promise<string> {
  const facts = await readTicketFacts(tx, ticket, { withStory: false, commentOf: null });
  return wordsOf(policy, facts).say('lost-text');
}
