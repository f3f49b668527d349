import { sql, type Kysely } from 'kysely';

/** Files that came with messages; with a message that is taken back they go. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attachments')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('message_id', 'text', (column) => column.notNull().references('messages.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('content_type', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('sha256', 'text')
    .addColumn('content', 'bytea')
    .addColumn('refused', 'text')
    .addUniqueConstraint('attachments_once', ['message_id', 'position'])
    .addCheckConstraint('attachments_kept_or_refused', sql`(content is null) = (refused is not null)`)
    .execute();
  await sql`create index attachments_of_ticket on attachments (ticket_id)`.execute(db);
}
