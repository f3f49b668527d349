import type { Transaction } from 'kysely';
import { textOf } from '../texts/catalogue.ts';
import { localeOf, wordsOf } from '../texts/words.ts';
import { SYSTEM } from '../domain/ticket/actor.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { PolicyShelf } from './policies.ts';
import type { Database } from './schema.ts';
import { readTicketFacts } from './ticket-facts.ts';

/** Makes the messages that these events speak of part of the conversation: stored ones are published, automatic ones written. */
export async function publishMessages(
  tx: Transaction<Database>,
  policies: PolicyShelf,
  ticket: Ticket,
  events: TicketEvent[],
): Promise<void> {
  const firstSeq = ticket.seq - events.length + 1;
  for (const [index, event] of events.entries()) {
    if (event.type === 'message.added') await publish(tx, event, firstSeq + index);
    if (event.type === 'message.composed') await write(tx, policies, ticket, event, firstSeq + index);
  }
}

async function publish(
  tx: Transaction<Database>,
  { at, data }: TicketEvent<'message.added'>,
  seq: number,
): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ seq, at: new Date(at) })
    .where('id', '=', data.messageId)
    .execute();
}

async function write(
  tx: Transaction<Database>,
  policies: PolicyShelf,
  ticket: Ticket,
  { at, data }: TicketEvent<'message.composed'>,
  seq: number,
): Promise<void> {
  const { policyHash, ...facts } = await readTicketFacts(tx, ticket);
  const policy = await policies.find(policyHash);
  const body = textOf(data.template, data.values, wordsOf(policy, facts), localeOf(policy, facts.locale));
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
      body,
    })
    .execute();
}
