import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export type Store = Kysely<Database>;

/** How long a connection or a statement may take before the database counts as away. */
const PATIENCE_MS = 2_000;

/** Whole numbers that PostgreSQL counts in 64 bits arrive as text otherwise; ours fit a double. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
/** A day stays a day: as a Date it would be midnight by the clock of this process. */
pg.types.setTypeParser(pg.types.builtins.DATE, String);

/** The server gives up a little before we do, so that it is the one to end the statement. */
const SERVER_HEAD_START_MS = 200;

/** A pool of connections to PostgreSQL; nothing is connected before the first statement. */
export function connectStore(databaseUrl: string, { max = 20, patienceMs = PATIENCE_MS } = {}): Store {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: patienceMs,
    statement_timeout: patienceMs - SERVER_HEAD_START_MS,
    idle_in_transaction_session_timeout: 2 * patienceMs,
    application_name: 'kept',
  });
  // An idle connection that breaks is replaced at the next statement; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one in the middle of a transaction, between two statements: the next statement tells of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // A statement that ran out of time may have taken its ROLLBACK with it. Whoever got the connection next would commit, or
  // never end, a transaction of which they know nothing.
  pool.on('release', (_error, client) => {
    if (client.getTransactionStatus() !== 'I') void client.end().catch(() => undefined);
  });
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
