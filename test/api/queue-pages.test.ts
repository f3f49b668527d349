import type { TicketView } from '../../src/api/schemas/ticket.ts';
import { forgetOldMoves } from '../../src/store/queue-walks.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA, CUNO } from '../support/world/tokens.ts';
import { ageEpochs } from '../store/support/queue-world.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN } from './support/given.ts';
import { faultsOf, verdictOf } from './support/problems.ts';

interface Page {
  items: TicketView[];
  nextCursor: string | null;
}

describe('the pages of the queue', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    for (const given of ['acknowledged', 'acknowledged', 'taken', 'resolved', 'closed', 'resolved'] as const) {
      await GIVEN[given](people);
    }
    const followedUp = [await GIVEN.acknowledged(people), await GIVEN.acknowledged(people)];
    for (const id of followedUp) await people.write(CARLA, id, { body: 'And?' });
    await GIVEN.resolved(people);
  });
  afterAll(() => world.end());

  const page = async (who: Person, query: string) => (await people.send<Page>(who, 'GET', `/v1/tickets?${query}`)).body;
  const walk = async (
    who: Person,
    limit: number,
    filter = '',
    afterPage: (page: number) => Promise<void> = () => Promise.resolve(),
  ) => {
    const pages: Page[] = [];
    for (let cursor = ''; ; cursor = `&cursor=${pages.at(-1)!.nextCursor}`) {
      pages.push(await page(who, `limit=${limit}${filter}${cursor}`));
      if (pages.at(-1)!.nextCursor === null) return pages;
      expect(pages.length).toBeLessThan(20);
      await afterPage(pages.length);
    }
  };
  const numbers = (pages: Page[]) => pages.flatMap(({ items }) => items.map(({ number }) => number));

  test.each([1, 2, 3, 4, 8])('of %d hold every ticket exactly once, in order', async (limit) => {
    const whole = numbers([await page(ADA, 'limit=100')]);
    expect(whole).toHaveLength(9);
    const pages = await walk(ADA, limit);
    expect(numbers(pages)).toEqual(whole);
    expect(pages.slice(0, -1).every(({ items }) => items.length === limit)).toBe(true);
    expect(pages).toHaveLength(Math.ceil(9 / limit));
  });

  test('a last page that is full has no next', async () => {
    expect((await page(ADA, 'limit=9')).nextCursor).toBeNull();
    expect((await page(ADA, 'limit=8')).nextCursor).not.toBeNull();
    expect((await walk(ADA, 3)).map(({ items }) => items.length)).toEqual([3, 3, 3]);
  });

  test('keep to the filter', async () => {
    const whole = numbers([await page(ADA, 'limit=100&status=resolved')]);
    expect(whole).toHaveLength(3);
    expect(numbers(await walk(ADA, 1, '&status=resolved'))).toEqual(whole);
  });

  test('a cursor is a place, not a permit: it shows nobody more than is theirs', async () => {
    const { nextCursor } = await page(ADA, 'limit=1');
    expect((await page(CUNO, `cursor=${nextCursor}`)).items).toEqual([]);
  });

  test('hold whoever was there in the order of the first page, though tickets move, close and come in between', async () => {
    const order = await page(ADA, 'limit=100');
    const last = (status: string) => order.items.findLast((item) => item.status === status)!.id;
    const seen = await walk(ADA, 2, '', async (count) => {
      if (count === 1) await people.write(ADA, order.items[0]!.id, { body: 'Here is why.' });
      if (count === 1) await people.step(CARLA, last('resolved'), 'confirmation', { solved: true });
      if (count === 2) await people.write(CARLA, last('closed'), { body: 'It is back.' });
      if (count === 2) await people.submit();
    });
    expect(numbers(seen)).toEqual(numbers([order]));
    expect(numbers([await page(ADA, 'limit=100')])).not.toEqual(numbers([order]));
    // Each as it was when its page was asked for.
    const reopened = seen.flatMap(({ items }) => items).find(({ id }) => id === last('closed'));
    expect(reopened).toMatchObject({ status: 'open', nextDueAt: expect.any(String) as string });
  });

  test('a cursor whose walk began more than an hour ago is refused: begin again', async () => {
    const { nextCursor } = await page(ADA, 'limit=1');
    await people.submit();
    await forgetOldMoves(world.store);
    await ageEpochs(world.store, 61);
    await forgetOldMoves(world.store);
    const refused = await people.send(ADA, 'GET', `/v1/tickets?cursor=${nextCursor}`);
    expect([verdictOf(refused), ...faultsOf(refused)]).toEqual(['400 invalid-request', 'cursor']);
    expect(refused.body['detail']).toBe('the cursor has expired: begin again with the first page');
  });

  test('fifty, when nothing else is asked for', async () => {
    for (let count = 0; count < 45; count++) await people.submit({}, CUNO);
    const { items, nextCursor } = await page(ADA, '');
    expect([items.length, nextCursor === null]).toEqual([50, false]);
  });
});
