import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export type Store = Kysely<Database>;

/** How long a connection or a statement may take before the database counts as away. */
const PATIENCE_MS = 2_000;

/** Whole numbers that PostgreSQL counts in 64 bits arrive as text otherwise; ours fit a double. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A pool of connections to PostgreSQL; nothing is connected before the first statement. */
export function connectStore(databaseUrl: string, { max = 10, patienceMs = PATIENCE_MS } = {}): Store {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: patienceMs,
    application_name: 'kept',
  });
  // An idle connection that breaks is replaced at the next statement; without a listener it would end the process.
  pool.on('error', () => undefined);
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
