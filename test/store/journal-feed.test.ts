import { sql } from 'kysely';
import { announceJournal } from '../../src/store/announce-journal.ts';
import { connectStore, type Store } from '../../src/store/connect.ts';
import { listenToJournals, type JournalFeed } from '../../src/store/journal-feed.ts';
import { severableLineTo, type SeverableLine } from '../api/support/severable.ts';
import { createDatabase } from '../support/servers/database.ts';
import { silentLog } from '../support/world/dependencies.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';

describe('the feed of journals', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let store: Store;
  let line: SeverableLine;
  let feed: JournalFeed;
  let heard: string[];
  beforeEach(async () => {
    database = await createDatabase();
    store = connectStore(database.url);
    const url = new URL(database.url);
    line = await severableLineTo(url.host);
    url.host = line.address;
    feed = listenToJournals(url.href, silentLog, { pingEveryMs: 200 });
    heard = [];
  });
  afterEach(async () => {
    await feed.stop();
    await line.cut();
    await store.destroy();
    await database.drop();
  });

  const follow = (ticketId: string) => feed.follow(ticketId, () => heard.push(ticketId));
  const change = (ticketId: string) => store.transaction().execute((tx) => announceJournal(tx, ticketId));
  const hears = (...wanted: string[]) =>
    eventually(() => Promise.resolve(wanted.every((ticketId) => heard.includes(ticketId))));
  const listeners = async () => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and application_name = 'kept-live'`.execute(store);
    return rows.map(({ pid }) => pid);
  };

  /** Connected, and what that told is forgotten. */
  const listening = async (...ticketIds: string[]) => {
    ticketIds.forEach(follow);
    await hears(...ticketIds);
    heard = [];
  };

  test('tells those who follow a ticket of its changes, when they are committed', async () => {
    await listening('one', 'two');
    await store
      .transaction()
      .execute(async (tx) => {
        await announceJournal(tx, 'one');
        throw new Error('and back');
      })
      .catch(() => undefined);
    await change('two');
    await change('three');
    await change('two');
    await eventually(() => Promise.resolve(heard.length >= 2));
    expect(heard).toEqual(['two', 'two']);
  });

  test('tells nobody who has left', async () => {
    follow('one');
    const leave = follow('two');
    await hears('one', 'two');
    leave();
    leave();
    heard = [];
    await change('two');
    await change('one');
    await hears('one');
    expect(heard).toEqual(['one']);
  });

  test('wakes everybody when it hears again, as nobody knows what it missed', async () => {
    await listening('one', 'two');
    const [pid] = await listeners();
    await sql`select pg_terminate_backend(${pid})`.execute(store);
    await hears('one', 'two');
    expect(await listeners()).not.toContain(pid);
    heard = [];
    await change('one');
    await hears('one');
  });

  test('outlives a database that is away', async () => {
    await listening('one');
    await line.cut();
    await change('one');
    expect(heard).toEqual([]);
    await line.mend();
    await hears('one');
  });

  test('notices a connection that only looks alive', async () => {
    await listening('one');
    line.freeze();
    await change('one');
    expect(heard).toEqual([]);
    await hears('one');
  });

  test.each(['listening', 'away', 'frozen'])('stops at once while %s, and leaves no connection', async (state) => {
    await listening('one');
    if (state === 'away') await line.cut();
    if (state === 'frozen') line.freeze();
    const begun = Date.now();
    await feed.stop();
    expect(Date.now() - begun).toBeLessThan(4_000);
    if (state === 'away') await line.mend();
    if (state !== 'frozen') await eventually(async () => (await listeners()).length === 0);
  });
});
