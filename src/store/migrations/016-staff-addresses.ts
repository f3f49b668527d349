import type { Kysely } from 'kysely';

/** Where mail reaches staff, as their tokens last told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('people').addColumn('address', 'text').execute();
}
