import { sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** PostgreSQL's channel on which tickets are named whose journal has changed. */
export const JOURNAL_CHANNEL = 'kept_journal';

/** Told to those who listen when the transaction commits, and never when it doesn't. */
export async function announceJournal(tx: Transaction<Database>, ticketId: string): Promise<void> {
  await sql`select pg_notify(${JOURNAL_CHANNEL}, ${ticketId})`.execute(tx);
}
