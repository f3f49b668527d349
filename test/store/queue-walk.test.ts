import type { Updateable } from 'kysely';
import { listTickets } from '../../src/store/queue.ts';
import type { TicketRow } from '../../src/store/schema.ts';
import { minute, moves, openQueue, queueNow, walk, type QueueWorld } from './support/queue-world.ts';

describe('a walk through the queue', () => {
  let world: QueueWorld;
  let tickets: number[];
  beforeAll(async () => {
    world = await openQueue();
  });
  afterAll(() => world.end());
  beforeEach(async () => {
    await world.clear();
    tickets = [];
    for (let due = 10; due < 19; due++) tickets.push(await world.arrives({ next_due_at: minute(due) }));
  });

  /** The ticket that the queue had at this place (from 1) before anything moved. */
  const at = (place: number): number => tickets[place - 1]!;
  const change = (place: number, columns: Updateable<TicketRow>) => moves(world.store, at(place), columns);
  const TO_THE_TOP = { next_due_at: minute(0) };
  const TO_THE_END = { next_due_at: null };
  const CLOSED = { status: 'closed', phase: 'resolve', next_due_at: null } as const;
  const FOLLOWED_UP = { follow_up_since: minute(1) };

  test.each<[name: string, afterFirstPage: () => Promise<unknown>]>([
    ['nothing happens', () => Promise.resolve()],
    ['one that is not seen yet rises to the top', () => change(7, TO_THE_TOP)],
    ['one is followed up', () => change(8, FOLLOWED_UP)],
    ['one that was seen sinks to the end', () => change(2, TO_THE_END)],
    ['one that is not seen yet sinks to the end', () => change(4, TO_THE_END)],
    ['one that was seen is closed', () => change(1, CLOSED)],
    ['one that is not seen yet is closed', () => change(5, CLOSED)],
    ['the ticket at which the page ended moves', () => change(3, TO_THE_END)],
    ['a new one comes at the top', () => world.arrives(TO_THE_TOP)],
    ['a new one comes at the end', () => world.arrives(TO_THE_END)],
    [
      'a new one comes and moves',
      async () => moves(world.store, await world.arrives({ next_due_at: minute(16) }), TO_THE_END),
    ],
    [
      'one moves up, down and up again',
      async () => {
        for (const columns of [TO_THE_TOP, TO_THE_END, { next_due_at: minute(15) }]) await change(6, columns);
      },
    ],
    [
      'one moves away and back',
      async () => {
        await change(6, TO_THE_TOP);
        await change(6, { next_due_at: minute(15) });
      },
    ],
    [
      'two change places',
      async () => {
        await change(2, { next_due_at: minute(17) });
        await change(8, { next_due_at: minute(11) });
      },
    ],
    ['all of them move', () => Promise.all(tickets.map((_, index) => change(index + 1, FOLLOWED_UP)))],
  ])('meets each ticket once, in the order of the first page, though %s', async (_name, happens) => {
    const seen = await walk(world.store, { limit: 3 }, (page) => (page === 1 ? happens() : Promise.resolve()));
    expect(seen).toEqual(tickets);
  });

  test('holds though something moves after every page', async () => {
    const seen = await walk(world.store, { limit: 2 }, async (page) => {
      await change(10 - page, TO_THE_TOP);
      await change(page, TO_THE_END);
    });
    expect(seen).toEqual(tickets);
    expect(await queueNow(world.store)).not.toEqual(tickets);
  });

  test('shows what moved before it where it is by then', async () => {
    await change(9, TO_THE_TOP);
    const order = [at(9), ...tickets.slice(0, 8)];
    expect(await walk(world.store, { limit: 3 }, () => change(9, TO_THE_END))).toEqual(order);
  });

  test('shows each ticket as it is now', async () => {
    const { next } = await listTickets(world.store, {}, { after: null, limit: 3 });
    await change(4, { ...CLOSED, subject: 'Solved' });
    const { tickets: shown } = await listTickets(world.store, {}, { after: next, limit: 1 });
    expect(shown).toMatchObject([{ number: at(4), status: 'closed', subject: 'Solved', next_due_at: null }]);
  });

  test('keeps tickets of one instant in the order of their numbers', async () => {
    for (const place of [1, 3, 5, 7, 9]) await change(place, { next_due_at: minute(30) });
    const order = [2, 4, 6, 8, 1, 3, 5, 7, 9].map(at);
    expect(await queueNow(world.store)).toEqual(order);
    const seen = await walk(world.store, { limit: 1 }, (page) => change((page % 9) + 1, { next_due_at: minute(40) }));
    expect(seen).toEqual(order);
  });

  test('drops what no longer matches, and shows what came to match at most once', async () => {
    const filter = { team: 'support' };
    await change(8, { team: 'billing' });
    const seen = await walk(world.store, { limit: 3, filter }, async (page) => {
      if (page !== 1) return;
      await change(5, { team: 'billing', ...TO_THE_TOP });
      await change(8, { team: 'support', ...TO_THE_END });
      await change(2, TO_THE_END);
    });
    expect(seen).toEqual([1, 2, 3, 4, 6, 7, 8, 9].map(at));
  });

  test('is a customer’s own in their list', async () => {
    const others = await world.arrives({ customer: 'cuno', next_due_at: minute(12) });
    const seen = await walk(world.store, { limit: 3, filter: { customer: 'carla' } }, async () => {
      await moves(world.store, others, TO_THE_END);
      await change(6, TO_THE_TOP);
      await change(1, TO_THE_END);
    });
    expect(seen).toEqual(tickets);
    expect(await queueNow(world.store, { customer: 'cuno' })).toEqual([others]);
  });
});
