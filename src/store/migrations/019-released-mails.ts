import type { Kysely } from 'kysely';

/** Who let a held mail through. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('incoming_mails').addColumn('released_by', 'text').execute();
}
