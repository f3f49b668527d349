import { sql } from 'kysely';
import { listTickets } from '../../src/store/queue.ts';
import type { QueueCursor } from '../../src/store/queue-pages.ts';
import { forgetOldMoves } from '../../src/store/queue-walks.ts';
import { ageEpochs, minute, moves, openQueue, type QueueWorld } from './support/queue-world.ts';

const TOP = { next_due_at: minute(0) };

describe('what is remembered of walks through the queue', () => {
  let world: QueueWorld;
  let tickets: number[];
  beforeAll(async () => {
    // A transaction of a test may be open for long.
    world = await openQueue({ patienceMs: 20_000 });
  });
  afterAll(() => world.end());
  beforeEach(async () => {
    await world.clear();
    tickets = [];
    for (let due = 10; due < 14; due++) tickets.push(await world.arrives({ next_due_at: minute(due) }));
  });

  const begin = async (): Promise<QueueCursor> => (await listTickets(world.store, {}, { after: null, limit: 1 })).next!;
  const rest = async (after: QueueCursor): Promise<number[]> =>
    (await listTickets(world.store, {}, { after, limit: 100 })).tickets.map(({ number }) => number);
  const count = async (table: 'queue_moves' | 'queue_epochs'): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(table)}`.execute(world.store);
    return rows[0]!.count;
  };

  test('goes back for an hour', async () => {
    const old = await begin();
    await moves(world.store, tickets[2]!, TOP);
    await ageEpochs(world.store, 59);
    await forgetOldMoves(world.store);
    const young = await begin();
    await moves(world.store, tickets[1]!, TOP);
    expect(await rest(old)).toEqual(tickets.slice(1));

    await ageEpochs(world.store, 2);
    await forgetOldMoves(world.store);
    expect(await rest(old)).toEqual(tickets.slice(1));

    await ageEpochs(world.store, 59);
    await forgetOldMoves(world.store);
    await expect(rest(old)).rejects.toMatchObject({ name: 'WalkError', reason: 'expired' });
    expect(await rest(young)).toEqual([0, 1, 3].map((index) => tickets[index]));
    expect(await count('queue_moves')).toBe(1);
  });

  test('stays small', async () => {
    for (let hour = 0; hour < 5; hour++) {
      for (const number of tickets) await moves(world.store, number, { next_due_at: minute(hour) });
      await forgetOldMoves(world.store);
      await ageEpochs(world.store, 61);
    }
    expect(await count('queue_moves')).toBeLessThanOrEqual(4);
    expect(await count('queue_epochs')).toBeLessThanOrEqual(2);
  });

  test('keeps the move of a transaction that took longer than an hour, though later ones were done', async () => {
    const slow = await world.store.startTransaction().execute();
    await moves(slow, tickets[3]!, TOP);
    await moves(world.store, tickets[0]!, TOP);
    await forgetOldMoves(world.store);
    const cursor = await begin();
    await ageEpochs(world.store, 61);
    await slow.commit().execute();
    await forgetOldMoves(world.store);
    expect(await rest(cursor)).toEqual(tickets.slice(1));
  });

  test('is not of walks that could not see a transaction which the oldest epoch saw, though no later one', async () => {
    const slow = await world.store.startTransaction().execute();
    await moves(slow, tickets[3]!, TOP);
    await moves(world.store, tickets[0]!, TOP);
    const cursor = await begin();
    await slow.commit().execute();
    await forgetOldMoves(world.store);
    await ageEpochs(world.store, 61);
    await forgetOldMoves(world.store);
    await expect(rest(cursor)).rejects.toMatchObject({ reason: 'expired' });
  });

  test('does not refuse walks of today while a transaction is open for hours', async () => {
    const slow = await world.store.startTransaction().execute();
    await moves(slow, tickets[3]!, TOP);
    for (let hour = 0; hour < 3; hour++) {
      await moves(world.store, tickets[0]!, { next_due_at: minute(hour) });
      await ageEpochs(world.store, 61);
      await forgetOldMoves(world.store);
    }
    expect(await rest(await begin())).toEqual(tickets.slice(1));
    expect(await count('queue_moves')).toBeLessThanOrEqual(2);
    await slow.rollback().execute();
  });

  test('is kept by several processes at once', async () => {
    const cursor = await begin();
    await moves(world.store, tickets[2]!, TOP);
    for (const _hour of [1, 2]) {
      await Promise.all(Array.from({ length: 5 }, () => forgetOldMoves(world.store)));
      await ageEpochs(world.store, 61);
    }
    await forgetOldMoves(world.store);
    expect([await count('queue_moves'), await count('queue_epochs')]).toEqual([0, 2]);
    await expect(rest(cursor)).rejects.toMatchObject({ reason: 'expired' });
    expect(await rest(await begin())).toEqual([0, 1, 3].map((index) => tickets[index]));
  });

  test('is not of another server, whose dump was restored here', async () => {
    await sql`update queue_moves set moved_by = '900000000000'`.execute(world.store);
    await sql`insert into queue_epochs (snapshot) values ('900000000000:900000000000:')`.execute(world.store);
    await forgetOldMoves(world.store);
    expect([await count('queue_moves'), await count('queue_epochs')]).toEqual([0, 2]);
    expect(await rest(await begin())).toEqual(tickets.slice(1));
  });

  test.each(['', ':', '1:2', '5:3:', '1:9:12', '1:9:3,2', '0:0:', '1:2:,', ',,,'])(
    'says that %j is no walk at all',
    async (walk) => {
      const { place } = await begin();
      await expect(rest({ walk, place })).rejects.toMatchObject({ name: 'WalkError', reason: 'unknown' });
    },
  );

  test('an invented walk shows nothing twice', async () => {
    const { place } = await begin();
    await moves(world.store, tickets[2]!, TOP);
    for (const walk of ['3:900000000000:', '900000000000:900000000000:', '1:99999999999999999999:']) {
      const shown = await rest({ walk, place });
      expect(new Set(shown).size).toBe(shown.length);
    }
    await expect(rest({ walk: '1:1:', place })).rejects.toMatchObject({ reason: 'expired' });
  });
});
