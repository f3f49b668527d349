import { sql, type Kysely } from 'kysely';

/** Mails as they came: stored before their sender hears that we have them, and kept until what became of them is settled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('incoming_mails')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('received_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('envelope_from', 'text', (column) => column.notNull())
    .addColumn('envelope_to', sql`text[]`, (column) => column.notNull())
    .addColumn('raw', 'bytea', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull().defaultTo('waiting'))
    .addColumn('reason', 'text')
    .addColumn('sender', 'text')
    .addColumn('subject', 'text')
    .addColumn('mail_key', 'text')
    .addColumn('ticket_id', 'text', (column) => column.references('tickets.id'))
    .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('next_try_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('settled_at', 'timestamptz')
    .execute();
  await sql`create index incoming_mails_waiting on incoming_mails (next_try_at) where state = 'waiting'`.execute(db);
  await sql`create unique index incoming_mails_once on incoming_mails (mail_key) where mail_key is not null`.execute(
    db,
  );
  await sql`create index incoming_mails_of_sender on incoming_mails (sender, received_at)`.execute(db);
  await sql`create index incoming_mails_in_order on incoming_mails (received_at, id)`.execute(db);
}
