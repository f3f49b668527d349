import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { connectStore, type Store } from '../../src/store/connect.ts';
import { createDatabase } from '../support/servers/database.ts';

/** A statement that outlasts our patience, and takes with it the ROLLBACK that waits behind it. */
const tooLong = sql`select pg_sleep(3)`;

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
