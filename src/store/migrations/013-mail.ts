import { sql, type Kysely } from 'kysely';

/** Where mail reaches a ticket's customer, and what of the conversation went or came by mail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('tickets').addColumn('customer_email', 'text').execute();
  await sql`create index tickets_of_address on tickets (customer_email, number) where customer_email is not null`.execute(
    db,
  );
  await db.schema
    .alterTable('messages')
    .addColumn('mail_id', 'text')
    .addColumn('sent_at', 'timestamptz')
    .addColumn('folded', 'text')
    .execute();
  await sql`create index messages_of_mail on messages (mail_id) where mail_id is not null`.execute(db);
  await db.schema
    .createTable('refused_addresses')
    .addColumn('address', 'text', (column) => column.primaryKey())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('refused_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .execute();
}
