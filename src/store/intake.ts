import type { Policy } from '../domain/policy/schema.ts';
import type { Decision } from '../domain/ticket/decide.ts';
import type { Topic } from '../domain/ticket/ticket.ts';
import type { Store } from './connect.ts';
import { writeJournal } from './record-journal.ts';
import type { Service } from './schema.ts';
import { storeAttachments } from './attachments.ts';
import { mailColumns, type MailParts } from './conversation.ts';
import { columnsOf } from './ticket-columns.ts';

/** A request as its customer sent it, with what was decided on it. */
export interface Request {
  decision: Decision;
  messageId: string;
  authorName: string;
  /** Where mail reaches the customer, in lower case. */
  address: string | null;
  subject: string;
  body: string;
  topic: Topic | null;
  service: Service | null;
  locale: string;
  timeZone: string;
  country: string | null;
  policyHash: string;
  continues: string | null;
  /** Where it came by mail. */
  mail?: MailParts;
}

/**
 * Stores a request with its first promises, in one transaction, before any workflow knows of it: intake survives the
 * engine. The same ticket stored again changes nothing.
 */
export async function storeRequest(store: Store, policy: Policy, request: Request): Promise<void> {
  const { ticket, events } = request.decision;
  await store.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto('tickets')
      .values({
        id: ticket.id,
        subject: request.subject,
        topic: request.topic,
        service: request.service === null ? null : JSON.stringify(request.service),
        locale: request.locale,
        time_zone: request.timeZone,
        country: request.country,
        customer_email: request.address,
        policy_hash: request.policyHash,
        continues: request.continues,
        ...columnsOf(ticket),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted === undefined) return;
    await tx
      .insertInto('messages')
      .values({
        id: request.messageId,
        ticket_id: ticket.id,
        author_role: 'customer',
        author_id: ticket.customer,
        author_name: request.authorName,
        visibility: 'public',
        body: request.body,
        ...mailColumns(request.mail),
      })
      .execute();
    if (request.mail !== undefined) {
      await storeAttachments(tx, { ticketId: ticket.id, messageId: request.messageId }, request.mail.files);
    }
    await writeJournal(tx, policy, ticket, events, null);
  });
}
