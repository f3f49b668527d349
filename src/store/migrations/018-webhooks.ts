import { sql, type Kysely } from 'kysely';

/** Who is told of events by HTTP, and what is on its way to them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhooks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('events', sql`text[]`, (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('next_try_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('disabled_at', 'timestamptz')
    .addColumn('disabled_reason', 'text')
    .addColumn('told_at', 'timestamptz')
    .execute();
  await db.schema
    .createTable('webhook_deliveries')
    .addColumn('number', 'bigserial', (column) => column.primaryKey())
    // No foreign key: a request must not fail because a webhook is removed at that moment.
    .addColumn('webhook', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('first_tried_at', 'timestamptz')
    .addColumn('next_try_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('outcome', 'text')
    .addColumn('delivered_at', 'timestamptz')
    .execute();
  await sql`create index webhook_deliveries_waiting on webhook_deliveries (webhook, next_try_at, number) where delivered_at is null`.execute(
    db,
  );
  await sql`create index webhook_deliveries_of_webhook on webhook_deliveries (webhook, number)`.execute(db);
  await sql`create index webhook_deliveries_of_ticket on webhook_deliveries (ticket_id, seq) where delivered_at is null`.execute(
    db,
  );
  await sql`create index webhook_deliveries_delivered on webhook_deliveries (delivered_at) where delivered_at is not null`.execute(
    db,
  );
}
