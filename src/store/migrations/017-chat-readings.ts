import type { Kysely } from 'kysely';

/** How far the customer of a chat has read: beside the ticket, as it changes while that is locked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chat_readings')
    .addColumn('ticket_id', 'text', (column) => column.primaryKey().references('tickets.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('seen_at', 'timestamptz', (column) => column.notNull())
    .execute();
}
