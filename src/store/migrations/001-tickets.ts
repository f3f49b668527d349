import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('policies')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('policy', 'jsonb', (column) => column.notNull())
    .addColumn('stored_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute();

  await db.schema
    .createTable('tickets')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'integer', (column) => column.generatedAlwaysAsIdentity().notNull().unique())
    .addColumn('state', 'jsonb', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('topic', 'text')
    .addColumn('service', 'jsonb')
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('country', 'text')
    .addColumn('policy_hash', 'text', (column) => column.notNull().references('policies.hash'))
    .addColumn('continues', 'text', (column) => column.references('tickets.id'))
    .addColumn('recorded_by', 'jsonb')
    .addColumn('workflow_started', 'boolean', (column) => column.notNull().defaultTo(false))
    .addColumn('customer', 'text', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('assignee', 'text')
    .addColumn('missed', 'boolean', (column) => column.notNull())
    .addColumn('follow_up_since', 'timestamptz')
    .addColumn('next_due_at', 'timestamptz')
    .addColumn('submitted_at', 'timestamptz', (column) => column.notNull())
    .execute();
  // The queue's order: what is closed last, follow-ups ahead, then by the next due instant, then the oldest.
  await sql`create index tickets_by_urgency on tickets
    ((status = 'closed'), (follow_up_since is null), (coalesce(next_due_at, 'infinity')), number)`.execute(db);
  await sql`create index tickets_of_customer on tickets
    (customer, (status = 'closed'), (follow_up_since is null), (coalesce(next_due_at, 'infinity')), number)`.execute(
    db,
  );
  await sql`create index tickets_to_start on tickets (id) where not workflow_started`.execute(db);

  await db.schema
    .createTable('messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('seq', 'integer')
    .addColumn('at', 'timestamptz')
    .addColumn('author_role', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('author_name', 'text', (column) => column.notNull())
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('stored_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await sql`create index messages_of_ticket on messages (ticket_id, seq)`.execute(db);
  await sql`create index messages_pending on messages (stored_at) where seq is null`.execute(db);

  await db.schema
    .createTable('journal')
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('data', 'jsonb', (column) => column.notNull())
    .addColumn('run_id', 'text')
    .addColumn('recorded_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addPrimaryKeyConstraint('journal_pkey', ['ticket_id', 'seq'])
    .execute();

  await db.schema
    .createTable('commands')
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('command_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('commands_pkey', ['ticket_id', 'command_id'])
    .execute();

  await db.schema
    .createTable('idempotency')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('status', 'integer')
    .addColumn('body', 'text')
    .addColumn('begun_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .execute();

  await db.schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute();
}
