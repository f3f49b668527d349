import type { Transaction } from 'kysely';
import type { Database } from '../../src/store/schema.ts';
import { minute, moves, openQueue, queueNow, walk, type QueueWorld } from './support/queue-world.ts';

const TOP = { next_due_at: minute(0) };
const END = { next_due_at: null };

describe('transactions across the pages of a walk', () => {
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
    for (let due = 10; due < 16; due++) tickets.push(await world.arrives({ next_due_at: minute(due) }));
  });

  /** Begins a transaction, and leaves it open. */
  const begin = async (work: (tx: Transaction<Database>) => Promise<unknown>) => {
    const transaction = await world.store.startTransaction().execute();
    await work(transaction);
    return transaction;
  };
  /** Walks two by two, with something happening after the first page. */
  const walkOver = (happens: () => Promise<unknown>) =>
    walk(world.store, { limit: 2 }, (page) => (page === 1 ? happens() : Promise.resolve()));

  test('a move that was under way at the first page is none of the walk, though others finished meanwhile', async () => {
    const rising = await begin((tx) => moves(tx, tickets[4]!, TOP));
    const sinking = await begin((tx) => moves(tx, tickets[0]!, END));
    const order = tickets;
    // A later transaction that is done by the first page: the earlier ones are told from it one by one.
    await moves(world.store, tickets[5]!, { next_due_at: minute(20) });
    const seen = await walkOver(async () => {
      await rising.commit().execute();
      await sinking.commit().execute();
    });
    expect(seen).toEqual(order);
    expect(await queueNow(world.store)).toEqual([4, 1, 2, 3, 5, 0].map((index) => tickets[index]));
  });

  test('a ticket whose arrival was under way belongs to the next walk', async () => {
    const arriving = await begin((tx) => tx.insertInto('tickets').values(world.newTicket(END)).execute());
    expect(await walkOver(() => arriving.commit().execute())).toEqual(tickets);
    expect(await queueNow(world.store)).toHaveLength(7);
  });

  test('a move that is under way at a later page, or rolled back, changes nothing', async () => {
    const open: Awaited<ReturnType<typeof begin>>[] = [];
    const seen = await walkOver(async () => {
      const undone = await begin((tx) => moves(tx, tickets[5]!, TOP));
      await undone.rollback().execute();
      open.push(await begin((tx) => moves(tx, tickets[4]!, TOP)));
    });
    expect(seen).toEqual(tickets);
    for (const transaction of open) await transaction.rollback().execute();
    expect(await queueNow(world.store)).toEqual(tickets);
  });

  test('of a ticket’s several moves the first counts, though an older transaction made the last', async () => {
    const older = await begin((tx) => moves(tx, tickets[1]!, { next_due_at: minute(20) }));
    const seen = await walkOver(async () => {
      await moves(world.store, tickets[4]!, TOP);
      await moves(older, tickets[4]!, END);
      await older.commit().execute();
    });
    expect(seen).toEqual(tickets);
  });

  test('several moves in one transaction count as from where the first began', async () => {
    const seen = await walkOver(async () => {
      const several = await begin(async (tx) => {
        await moves(tx, tickets[3]!, TOP);
        await moves(tx, tickets[3]!, END);
      });
      const nested = await several.savepoint('nested').execute();
      await moves(nested, tickets[5]!, TOP);
      await nested.rollbackToSavepoint('nested').execute();
      await moves(nested, tickets[4]!, TOP);
      await nested.commit().execute();
    });
    expect(seen).toEqual(tickets);
  });
});
