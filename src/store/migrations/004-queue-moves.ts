import { sql, type Kysely } from 'kysely';

/** The queue's order: what is closed last, follow-ups ahead, then by the next due instant, then the oldest. */
const ORDER = `(status = 'closed'), (follow_up_since is null), (coalesce(next_due_at, 'infinity')), number`;

/** Lists that are asked for by one thing alone, each in the queue's order. */
const FILTERED = {
  tickets_of_team: `(team, ${ORDER})`,
  tickets_in_phase: `(phase, ${ORDER})`,
  tickets_in_status: `(status, ${ORDER})`,
  tickets_missed: `(missed, ${ORDER})`,
  tickets_of_assignee: `(assignee, ${ORDER}) where assignee is not null`,
};

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, definition] of Object.entries(FILTERED)) {
    await sql`create index ${sql.raw(name)} on tickets ${sql.raw(definition)}`.execute(db);
  }

  // Where a ticket stood in the queue before each move, in the terms of its order; nowhere (null) before it came.
  await db.schema
    .createTable('queue_moves')
    .addColumn('seq', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('moved_by', sql`xid8`, (column) => column.notNull().defaultTo(sql`pg_current_xact_id()`))
    .addColumn('was_closed', 'boolean')
    .addColumn('was_calm', 'boolean')
    .addColumn('was_due_at', 'timestamptz')
    .execute();
  await sql`create index queue_moves_by_transaction on queue_moves (moved_by)`.execute(db);

  // What could be seen at some instants: moves are forgotten up to one of them.
  await db.schema
    .createTable('queue_epochs')
    .addColumn('seq', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`clock_timestamp()`))
    .addColumn('snapshot', sql`pg_snapshot`, (column) => column.notNull().defaultTo(sql`pg_current_snapshot()`))
    .execute();
  await sql`insert into queue_epochs default values`.execute(db);

  // By triggers, so that no way of writing a ticket can forget it.
  await sql`create function note_arrival() returns trigger language plpgsql as $$
    begin
      insert into queue_moves (number) values (new.number);
      return null;
    end $$`.execute(db);
  await sql`create function note_move() returns trigger language plpgsql as $$
    begin
      insert into queue_moves (number, was_closed, was_calm, was_due_at)
      values (old.number, old.status = 'closed', old.follow_up_since is null, coalesce(old.next_due_at, 'infinity'));
      return null;
    end $$`.execute(db);
  await sql`create trigger ticket_arrives after insert on tickets for each row execute function note_arrival()`.execute(
    db,
  );
  await sql`create trigger ticket_moves after update on tickets for each row
    when (
      (old.status = 'closed', old.follow_up_since is null, coalesce(old.next_due_at, 'infinity'))
      is distinct from
      (new.status = 'closed', new.follow_up_since is null, coalesce(new.next_due_at, 'infinity'))
    )
    execute function note_move()`.execute(db);
}
