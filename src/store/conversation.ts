import { sql, type Selectable } from 'kysely';
import type { Role } from '../domain/ticket/actor.ts';
import type { AttachedFile } from '../domain/attachments/admit-files.ts';
import { attachmentsColumn, storeAttachments, type ShownAttachment } from './attachments.ts';
import type { Store } from './connect.ts';
import type { JournalRow, MessageRow } from './schema.ts';

export type StoredMessage = Omit<Selectable<MessageRow>, 'postscript' | 'mail_id' | 'sent_at'> & {
  seq: number;
  at: Date;
  attachments: ShownAttachment[];
};

/** A message as it is read: what its author wrote, and what Kept added below. */
export const wholeBody = sql<string>`messages.body || coalesce(E'\\n\\n' || messages.postscript, '')`;

const published = (store: Store) =>
  store
    .selectFrom('messages')
    .select([
      'id',
      'ticket_id',
      'seq',
      'at',
      'author_role',
      'author_id',
      'author_name',
      'visibility',
      'folded',
      'stored_at',
    ])
    .select([wholeBody.as('body'), attachmentsColumn(store)])
    .$narrowType<{ seq: number; at: Date }>()
    .where('seq', 'is not', null);

/** The conversation in order; internal notes only for those who may read them. */
export function readConversation(
  store: Store,
  ticketId: string,
  { withInternal }: { withInternal: boolean },
): Promise<StoredMessage[]> {
  const messages = published(store).where('ticket_id', '=', ticketId).orderBy('seq');
  return (withInternal ? messages : messages.where('visibility', '=', 'public')).execute();
}

export const findMessage = (store: Store, id: string): Promise<StoredMessage> =>
  published(store).where('id', '=', id).executeTakeFirstOrThrow();

/** What the authors of published messages wrote, by the messages' ids. */
export async function readBodies(store: Store, ids: string[]): Promise<Map<string, string>> {
  const rows = await store
    .selectFrom('messages')
    .where('id', 'in', ids)
    .where('seq', 'is not', null)
    .select(['id', 'body'])
    .execute();
  return new Map(rows.map(({ id, body }) => [id, body]));
}

export const readJournal = (store: Store, ticketId: string): Promise<Selectable<JournalRow>[]> =>
  store.selectFrom('journal').where('ticket_id', '=', ticketId).orderBy('seq').selectAll().execute();

export interface PendingMessage {
  id: string;
  ticketId: string;
  author: { role: Role; id: string; name: string };
  visibility: 'public' | 'internal';
  body: string;
  mail?: MailParts;
}

/** What a message has that came by mail. */
export interface MailParts {
  mailId: string | null;
  /** Quoted text and signatures. */
  folded: string | null;
  files: readonly AttachedFile[];
}

export const mailColumns = (mail: MailParts | undefined) =>
  mail === undefined ? {} : { mail_id: mail.mailId, folded: mail.folded };

/** Stores a text before its command is sent: invisible until the journal publishes it. Storing it again changes nothing. */
export async function storePending(
  store: Store,
  { id, ticketId, author, visibility, body, mail }: PendingMessage,
): Promise<void> {
  await store.transaction().execute(async (tx) => {
    const stored = await tx
      .insertInto('messages')
      .values({
        id,
        ticket_id: ticketId,
        author_role: author.role,
        author_id: author.id,
        author_name: author.name,
        visibility,
        body,
        ...mailColumns(mail),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (stored.numInsertedOrUpdatedRows === 1n && mail !== undefined) {
      await storeAttachments(tx, { ticketId, messageId: id }, mail.files);
    }
  });
}

/** A refused command leaves no trace. */
export async function deletePending(store: Store, id: string): Promise<void> {
  await store.deleteFrom('messages').where('id', '=', id).where('seq', 'is', null).execute();
}

/** Texts whose command was never heard of again (its sender gave up while the engine was away). */
export async function deleteForgotten(store: Store, before: Date): Promise<void> {
  await store.deleteFrom('messages').where('seq', 'is', null).where('stored_at', '<', before).execute();
}
