import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Migrator, sql } from 'kysely';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { query } from '../../src/dev/postgres-client.ts';
import { connectStore, type Store } from '../../src/store/connect.ts';
import { migrateToLatest } from '../../src/store/migrate.ts';
import * as tickets from '../../src/store/migrations/001-tickets.ts';
import * as postscripts from '../../src/store/migrations/002-postscripts.ts';
import * as live from '../../src/store/migrations/003-live.ts';
import * as queueMoves from '../../src/store/migrations/004-queue-moves.ts';
import * as consulted from '../../src/store/migrations/005-consulted.ts';
import * as generations from '../../src/store/migrations/006-generations.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import { address } from '../support/servers/addresses.ts';
import { createDatabase, databaseUrl } from '../support/servers/database.ts';
import { factsIn, recordLives } from './support/recorded-lives.ts';

const LIVES = 40;

const OLDER = {
  '001-tickets': tickets,
  '002-postscripts': postscripts,
  '003-live': live,
  '004-queue-moves': queueMoves,
  '005-consulted': consulted,
  '006-generations': generations,
};

/** What the older schema holds of a ticket. */
const COLUMNS = `id, number, state, subject, topic, service, locale, time_zone, country, policy_hash, continues, recorded_by,
  workflow_started, customer, phase, status, team, assignee, missed, follow_up_since, next_due_at, submitted_at, rewound_to,
  consulted, generation, closed_at`;

/** A database as it was before promises were noted. */
async function createOlder(): Promise<{ url: string; store: Store; drop(): Promise<void> }> {
  const name = `older_${randomBytes(6).toString('hex')}`;
  await query(address('postgresUrl'), `create database ${name}`);
  const url = databaseUrl(name);
  const store = connectStore(url);
  const provider = { getMigrations: () => Promise.resolve(OLDER) };
  const { error } = await new Migrator({ db: store, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  const drop = async () => {
    await store.destroy();
    await query(address('postgresUrl'), `drop database ${name} with (force)`);
  };
  return { url, store, drop };
}

/** All rows of a table, as they are. */
async function copy(from: Store, to: Store, table: string, columns: string): Promise<void> {
  const { rows } = await sql<{ all: string }>`
    select jsonb_agg(rows)::text as all from (select ${sql.raw(columns)} from ${sql.table(table)}) rows`.execute(from);
  await sql`insert into ${sql.table(table)} (${sql.raw(columns)}) overriding system value
    select ${sql.raw(columns)} from jsonb_populate_recordset(null::${sql.table(table)}, ${rows[0]?.all}::jsonb)`.execute(
    to,
  );
}

describe('promises that were recorded before they were noted', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let older: Awaited<ReturnType<typeof createOlder>>;
  let store: Store;
  beforeAll(async () => {
    [database, older] = await Promise.all([createDatabase(), createOlder()]);
    store = connectStore(database.url);
    const { policy, hash } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
    await createPolicyShelf(store).keep(hash, policy);
    await recordLives({ store, policy, hash }, { count: LIVES, seed: 6 });
  });
  afterAll(async () => {
    await store.destroy();
    await database.drop();
    await older.drop();
  });

  test('are noted by the migration as they would have been', async () => {
    await copy(store, older.store, 'policies', 'hash, policy, stored_at');
    await copy(store, older.store, 'tickets', COLUMNS);
    await copy(store, older.store, 'journal', 'ticket_id, seq, at, type, by, data, run_id, recorded_at');
    await migrateToLatest(older.url);
    const noted = await factsIn(older.store);
    expect(noted).toEqual(await factsIn(store));
    expect(noted.length).toBeGreaterThan(250);
  });
});
