import { sql, type Kysely } from 'kysely';

/** The teams that still owe an answer about a ticket: they find it in their queue without holding it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tickets add column consulted text[] not null default '{}'`.execute(db);
  await sql`update tickets set consulted = array(
    select distinct asked->>'team' from jsonb_array_elements(state->'consultations') asked where asked->>'answeredAt' is null
  ) where status <> 'closed'`.execute(db);
  await sql`create index tickets_consulted on tickets using gin (consulted) where consulted <> '{}'`.execute(db);
}
