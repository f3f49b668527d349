import type { Environment } from './environment.ts';
import { StartFault } from './start-fault.ts';

/** Where the database is, for what cannot start one. @throws StartFault */
export function requireDatabaseUrl({ DATABASE_URL }: Pick<Environment, 'DATABASE_URL'>): string {
  if (DATABASE_URL !== undefined) return DATABASE_URL;
  throw new StartFault('DATABASE_URL is not set: give the address of a PostgreSQL server, or use `npm start`.');
}
