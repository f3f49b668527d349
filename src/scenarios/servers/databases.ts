import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startPostgres } from '../../dev/postgres.ts';
import { query } from '../../dev/postgres-client.ts';
import { migrateToLatest } from '../../store/migrate.ts';
import type { WorldServers } from '../world/time-skipping-world.ts';

const TEMPLATE = 'kept_template';

/** Nothing here outlives the run, so nothing waits for a disk that would keep it when the power goes. */
const FORGETFUL = ['fsync = off', 'full_page_writes = off', 'synchronous_commit = off'];

/** A PostgreSQL in a directory, with a migrated database that others are copies of. */
export async function startDatabases(
  directory: string,
): Promise<Pick<WorldServers, 'createDatabase'> & { url: string }> {
  const { url } = await startPostgres(join(directory, 'postgres'), 0);
  for (const setting of FORGETFUL) await query(url, `alter system set ${setting}`);
  await query(url, 'select pg_reload_conf()');
  await query(url, `create database ${TEMPLATE}`);
  await migrateToLatest(databaseAt(url, TEMPLATE));
  return { url, createDatabase: () => createDatabase(url) };
}

/** Copying a template takes some 20 ms; migrating takes longer. */
export async function createDatabase(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `story_${randomBytes(6).toString('hex')}`;
  await query(serverUrl, `create database ${name} template ${TEMPLATE}`);
  return {
    url: databaseAt(serverUrl, name),
    // By force: what failed may leave connections open, and its own failure is what should be seen.
    drop: async () => {
      await query(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

/** The address of a database on a server. */
export function databaseAt(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}
