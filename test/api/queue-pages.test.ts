import type { TicketView } from '../../src/api/schemas/ticket.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA, CUNO, type Person } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN } from './support/given.ts';

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
  const walk = async (who: Person, limit: number, filter = '') => {
    const pages: Page[] = [];
    for (let cursor = ''; ; cursor = `&cursor=${pages.at(-1)!.nextCursor}`) {
      pages.push(await page(who, `limit=${limit}${filter}${cursor}`));
      if (pages.at(-1)!.nextCursor === null) return pages;
      expect(pages.length).toBeLessThan(20);
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

  test('hold whoever was there, though others come in between', async () => {
    const first = await page(ADA, 'limit=4');
    const before = numbers([await page(ADA, 'limit=100')]);
    await GIVEN.closed(people);
    const rest = numbers([await page(ADA, `limit=100&cursor=${first.nextCursor}`)]);
    expect([...numbers([first]), ...rest]).toEqual(expect.arrayContaining(before));
    expect(new Set([...numbers([first]), ...rest]).size).toBe(before.length + 1);
  });

  test('fifty, when nothing else is asked for', async () => {
    for (let count = 0; count < 45; count++) await people.submit({}, CUNO);
    const { items, nextCursor } = await page(ADA, '');
    expect([items.length, nextCursor === null]).toEqual([50, false]);
  });
});
