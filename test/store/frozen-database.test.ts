import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { connectStore, type Store } from '../../src/store/connect.ts';
import { createDatabase } from '../support/servers/database.ts';

/** A statement that outlasts our patience, and takes with it the ROLLBACK that waits behind it. */
const tooLong = sql`select pg_sleep(3)`;

test('a connection that is ended in the middle of a transaction fails that transaction, and not the process', async () => {
  const database = await createDatabase();
  const [store, other] = [connectStore(database.url), connectStore(database.url)];
  const ended = store.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
    // Between two statements nobody waits for the connection, so nobody would be told of its end.
    await sleep(200);
    await sql`select 1`.execute(tx);
  });
  await expect(ended).rejects.toThrow();
  await sql`select 1`.execute(store);
  await Promise.all([store.destroy(), other.destroy()]);
  await database.drop();
});

describe('a transaction that runs out of time', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let store: Store;
  beforeAll(async () => {
    database = await createDatabase();
    store = connectStore(database.url, { max: 1, patienceMs: 1_000 });
  });
  afterAll(async () => {
    await store.destroy();
    await database.drop();
  });

  test('leaves nothing behind for whoever gets the connection next', async () => {
    // The server is kept from ending the statement itself, as one that is frozen or cut off would.
    const half = store.transaction().execute(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx);
      await tx.insertInto('people').values({ id: 'half', name: 'Half' }).execute();
      await tooLong.execute(tx);
    });
    await expect(half).rejects.toThrow('Query read timeout');
    // By now the server would take statements again, still within that transaction.
    await sleep(2_000);

    await store.insertInto('people').values({ id: 'whole', name: 'Whole' }).execute();
    const other = connectStore(database.url);
    const seen = await other.selectFrom('people').select('id').execute();
    await other.destroy();
    expect(seen).toEqual([{ id: 'whole' }]);
  });
});
