import { randomBytes } from 'node:crypto';
import { query } from '../../../src/dev/postgres-client.ts';
import { address } from './addresses.ts';

/** The migrated database that every test's database is a copy of. */
export const TEMPLATE = 'kept_template';

export function databaseUrl(name: string): string {
  const url = new URL(address('postgresUrl'));
  url.pathname = name;
  return url.href;
}

/** A migrated database of one's own: copying a template takes some 20 ms, migrating takes longer. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await query(address('postgresUrl'), `create database ${name} template ${TEMPLATE}`);
  return {
    url: databaseUrl(name),
    // By force: a test that fails may leave connections open, and its own failure is what should be seen.
    drop: async () => {
      await query(address('postgresUrl'), `drop database ${name} with (force)`);
    },
  };
}
