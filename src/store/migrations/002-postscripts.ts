import type { Kysely } from 'kysely';

/** What Kept adds below a person's words; the words themselves stay as they were written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('messages').addColumn('postscript', 'text').execute();
}
