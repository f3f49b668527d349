import { createHash, randomUUID } from 'node:crypto';
import { sql, type Kysely, type Selectable } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { admitFiles, type AttachedFile } from '../domain/attachments/admit-files.ts';
import type { Store } from './connect.ts';
import type { AttachmentRow, Database } from './schema.ts';

/** A file as lists show it: without its content. */
export type ShownAttachment = Pick<
  Selectable<AttachmentRow>,
  'id' | 'file_name' | 'content_type' | 'size' | 'sha256' | 'refused'
>;

/** Stores what came with a message that is stored already. Storing it again changes nothing. */
export async function storeAttachments(
  db: Kysely<Database>,
  { ticketId, messageId }: { ticketId: string; messageId: string },
  files: readonly AttachedFile[],
): Promise<void> {
  const rows = admitFiles(files).map(({ fileName, contentType, size, content, refused }, position) => ({
    id: randomUUID(),
    ticket_id: ticketId,
    message_id: messageId,
    position,
    file_name: fileName,
    content_type: contentType,
    size,
    sha256: content === null ? null : createHash('sha256').update(content).digest('hex'),
    content: content === null ? null : Buffer.from(content),
    refused,
  }));
  if (rows.length === 0) return;
  await db
    .insertInto('attachments')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The files of the message of the row at hand, as a column of it. */
export const attachmentsColumn = (db: Kysely<Database>) =>
  jsonArrayFrom(
    db
      .selectFrom('attachments')
      .whereRef('attachments.message_id', '=', sql.ref('messages.id'))
      .orderBy('attachments.position')
      .select(['id', 'file_name', 'content_type', 'size', 'sha256', 'refused']),
  ).as('attachments');

/** A kept file of a published message, of those that may be seen. */
export async function readAttachment(
  store: Store,
  ticketId: string,
  id: string,
  { withInternal }: { withInternal: boolean },
): Promise<(ShownAttachment & { content: Buffer }) | undefined> {
  const found = await store
    .selectFrom('attachments')
    .innerJoin('messages', 'messages.id', 'attachments.message_id')
    .where('attachments.id', '=', id)
    .where('attachments.ticket_id', '=', ticketId)
    .where('messages.seq', 'is not', null)
    .$if(!withInternal, (query) => query.where('messages.visibility', '=', 'public'))
    .selectAll('attachments')
    .executeTakeFirst();
  return found === undefined || found.content === null ? undefined : { ...found, content: found.content };
}
