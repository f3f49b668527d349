import { createDatabase as createDatabaseOn, databaseAt } from '../../../src/scenarios/servers/databases.ts';
import { address } from './addresses.ts';

export const databaseUrl = (name: string): string => databaseAt(address('postgresUrl'), name);

/** A migrated database of one's own, on the server of this run. */
export const createDatabase = () => createDatabaseOn(address('postgresUrl'));
