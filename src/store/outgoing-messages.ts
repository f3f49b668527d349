import { sql } from 'kysely';
import type { OutgoingMessage } from '../channels/channel.ts';
import { SYSTEM } from '../domain/ticket/actor.ts';
import type { Template } from '../domain/ticket/templates.ts';
import type { Store } from './connect.ts';
import { wholeBody } from './conversation.ts';

/** A message with all that its channel needs to know. */
export interface MessageToSend extends OutgoingMessage {
  /** It was accepted by an earlier try, whose outcome was lost. */
  isSent: boolean;
}

/** What a published message's event says it was written by. */
const template = sql<Template | null>`journal.data ->> 'template'`;

/** @returns undefined when no such message is published */
export async function messageToSend(
  store: Store,
  ticketId: string,
  messageId: string,
): Promise<MessageToSend | undefined> {
  const row = await store
    .selectFrom('messages')
    .innerJoin('tickets', 'tickets.id', 'messages.ticket_id')
    .leftJoin('journal', (join) =>
      join.onRef('journal.ticket_id', '=', 'messages.ticket_id').onRef('journal.seq', '=', 'messages.seq'),
    )
    .where('messages.ticket_id', '=', ticketId)
    .where('messages.id', '=', messageId)
    .where('messages.seq', 'is not', null)
    .select([
      'messages.seq',
      'messages.author_role',
      'messages.author_name',
      'messages.sent_at',
      'tickets.number',
      'tickets.subject',
      'tickets.customer',
      'tickets.customer_email',
      'tickets.locale',
      'tickets.state',
    ])
    .select([wholeBody.as('body'), template.as('template')])
    .$narrowType<{ seq: number }>()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: messageId,
    ticketId,
    seq: row.seq,
    ticketNumber: row.number,
    subject: row.subject,
    origin: row.state.channel,
    customer: row.customer,
    address: row.customer_email,
    locale: row.locale,
    author: row.author_name,
    automatic: row.author_role === SYSTEM ? (row.template === 'acknowledgement' ? 'reply' : 'notice') : null,
    body: row.body,
    thread: await mailsBefore(store, ticketId, row.seq),
    isSent: row.sent_at !== null,
  };
}

async function mailsBefore(store: Store, ticketId: string, seq: number): Promise<string[]> {
  const rows = await store
    .selectFrom('messages')
    .where('ticket_id', '=', ticketId)
    .where('seq', '<', seq)
    .where('mail_id', 'is not', null)
    .orderBy('seq')
    .select('mail_id')
    .$narrowType<{ mail_id: string }>()
    .execute();
  return rows.map(({ mail_id }) => mail_id);
}

/** Notes that a message was accepted, and by which mail. */
export async function markSent(store: Store, messageId: string, mailId: string | null): Promise<void> {
  await store
    .updateTable('messages')
    .set({ sent_at: sql`clock_timestamp()`, mail_id: mailId })
    .where('id', '=', messageId)
    .execute();
}
