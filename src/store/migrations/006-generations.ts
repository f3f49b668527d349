import { sql, type Kysely } from 'kysely';

/** Which generation of runs may record a ticket; when it closed, without reading its whole state. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tickets
    add column generation integer not null default 0,
    add column closed_at timestamptz`.execute(db);
  await sql`update tickets set closed_at = (state->>'closedAt')::timestamptz where status = 'closed'`.execute(db);
  await sql`create index tickets_open on tickets (number) where closed_at is null`.execute(db);
  await sql`create index tickets_by_closing on tickets (closed_at) where closed_at is not null`.execute(db);
}
