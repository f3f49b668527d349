import { sql, type Kysely } from 'kysely';

/** What management hears of rungs: an inbox, and what has been sent besides. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('seq', 'integer')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('cycle', 'integer', (column) => column.notNull())
    .addColumn('rung', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'timestamptz', (column) => column.notNull())
    .addColumn('fired_at', 'timestamptz', (column) => column.notNull())
    .addColumn('lateness_ms', 'bigint', (column) => column.notNull())
    .addColumn('recipients', 'jsonb', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('sent_at', 'timestamptz')
    .addColumn('acknowledged_by', 'text')
    .addColumn('acknowledged_at', 'timestamptz')
    .addUniqueConstraint('notices_once', ['ticket_id', 'kind', 'cycle', 'rung'])
    .execute();
  // The inbox's order: what nobody has acknowledged first, of each the newest first.
  await sql`create index notices_inbox on notices ((acknowledged_at is null) desc, fired_at desc, id desc)`.execute(db);
  await sql`create index notices_of_ticket on notices
    (ticket_id, (acknowledged_at is null) desc, fired_at desc, id desc)`.execute(db);
  await sql`create index notices_for_person on notices using gin (recipients jsonb_path_ops)`.execute(db);
}
