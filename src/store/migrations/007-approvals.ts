import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('approvals')
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('place', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('approvals_pkey', ['ticket_id', 'id'])
    .execute();
  await sql`create index approvals_by_urgency on approvals (place, id)`.execute(db);
  await sql`create index approvals_by_state on approvals (state, place, id)`.execute(db);

  await db.schema
    .createTable('decisions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('approval_id', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('decision', 'text', (column) => column.notNull())
    .addColumn('comment', 'text')
    .addColumn('comment_for_customer', 'boolean', (column) => column.notNull())
    .addColumn('via', 'text', (column) => column.notNull())
    .addColumn('stored_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .execute();
  await sql`create index decisions_of_ticket on decisions (ticket_id)`.execute(db);
}
