import fc from 'fast-check';
import type { ControlledTransaction, Updateable } from 'kysely';
import { forgetOldMoves } from '../../src/store/queue-walks.ts';
import type { Database, TicketRow } from '../../src/store/schema.ts';
import { ageEpochs, minute, moves, openQueue, queueNow, walk, type QueueWorld } from './support/queue-world.ts';

const place: fc.Arbitrary<Updateable<TicketRow>> = fc.record(
  {
    // Few different instants: many tickets are equally urgent.
    next_due_at: fc.option(fc.integer({ min: 0, max: 5 }).map(minute)),
    follow_up_since: fc.option(fc.constant(minute(0)), { freq: 2 }),
    status: fc.constantFrom('open', 'closed'),
    team: fc.constantFrom('support', 'support', 'billing'),
  },
  { requiredKeys: ['next_due_at'] },
);
const ticket = fc.nat();
const action = fc.oneof(
  { arbitrary: fc.record({ does: fc.constant('move' as const), ticket, place }), weight: 6 },
  { arbitrary: fc.record({ does: fc.constant('begin' as const), ticket, place }), weight: 2 },
  { arbitrary: fc.record({ does: fc.constant('end' as const), commits: fc.boolean() }), weight: 2 },
  { arbitrary: fc.record({ does: fc.constant('arrive' as const), place }), weight: 2 },
  { arbitrary: fc.record({ does: fc.constant('forget' as const) }), weight: 1 },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const scenario = fc.record({
  tickets: fc.array(place, { minLength: 1, maxLength: 12, size: 'max' }),
  before: fc.array(action, { maxLength: 5 }),
  between: fc.array(fc.array(action, { maxLength: 4 }), { minLength: 1, maxLength: 8, size: 'max' }),
  limit: fc.integer({ min: 1, max: 4 }),
  team: fc.option(fc.constant('support')),
});

/** The tickets of one scenario, and who has a transaction open on them. */
class Floor {
  readonly left = new Set<number>();
  private readonly open: { number: number; leaves: boolean; transaction: ControlledTransaction<Database> }[] = [];

  constructor(
    private readonly world: QueueWorld,
    private readonly customer: string,
    readonly numbers: number[],
  ) {}

  async perform(one: Action): Promise<void> {
    const { store } = this.world;
    if (one.does === 'forget') {
      await ageEpochs(store, 1);
      await forgetOldMoves(store);
    } else if (one.does === 'arrive') {
      this.numbers.push(await this.world.arrives({ ...one.place, customer: this.customer }));
    } else if (one.does === 'end') {
      await this.endOldest(one.commits);
    } else {
      const number = this.numbers[one.ticket % this.numbers.length]!;
      // Whoever has it open would be waited for.
      if (this.open.some((other) => other.number === number)) return;
      const leaves = one.place.team === 'billing';
      if (one.does === 'move') {
        await moves(store, number, one.place);
        if (leaves) this.left.add(number);
      } else {
        const transaction = await store.startTransaction().execute();
        await moves(transaction, number, one.place);
        this.open.push({ number, leaves, transaction });
      }
    }
  }

  private async endOldest(commits: boolean): Promise<void> {
    const oldest = this.open.shift();
    if (oldest === undefined) return;
    await (commits ? oldest.transaction.commit() : oldest.transaction.rollback()).execute();
    if (commits && oldest.leaves) this.left.add(oldest.number);
  }

  async endAll(): Promise<void> {
    while (this.open.length > 0) await this.endOldest(false);
  }
}

describe('walks while tickets move at random', () => {
  let world: QueueWorld;
  beforeAll(async () => {
    // A transaction of a test may be open for long.
    world = await openQueue({ patienceMs: 20_000 });
  });
  afterAll(() => world.end());

  let count = 0;
  test('meet every ticket that matched all the while exactly once, in the order of the first page', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ tickets, before, between, limit, team }) => {
        const customer = `customer-${(count += 1)}`;
        const values = tickets.map((columns) => world.newTicket({ ...columns, customer }));
        const arrived = await world.store.insertInto('tickets').values(values).returning('number').execute();
        const numbers = arrived.map(({ number }) => number);
        const floor = new Floor(world, customer, numbers);
        const filter = team === null ? { customer } : { customer, team };
        try {
          for (const one of before) await floor.perform(one);
          const order = await queueNow(world.store, { customer });
          const matching = new Set(await queueNow(world.store, filter));
          floor.left.clear();
          const seen = await walk(world.store, { limit, filter }, async (page) => {
            for (const one of between[page - 1] ?? []) await floor.perform(one);
          });
          const faithful = order.filter((number) => matching.has(number) && (team === null || !floor.left.has(number)));
          expect(seen.filter((number) => faithful.includes(number))).toEqual(faithful);
          expect(seen).toEqual(order.filter((number) => seen.includes(number)));
        } finally {
          await floor.endAll();
        }
      }),
      { numRuns: 60 },
    );
  });
});
