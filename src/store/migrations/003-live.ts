import { sql, type Kysely } from 'kysely';

/** Which numbers of a ticket's journal were given anew, in the order in which that happened. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('tickets')
    .addColumn('rewound_to', sql`integer[]`, (column) => column.notNull().defaultTo(sql`'{}'`))
    .execute();
}
