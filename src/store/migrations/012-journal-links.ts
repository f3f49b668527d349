import type { Kysely } from 'kysely';

/** By which link to the ticket somebody came who did something. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('journal').addColumn('link', 'text').execute();
}
