import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '../../src/domain/calendar/instant.ts';
import { daysBetween } from '../../src/domain/reports/calendar-days.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { connectStore, type Store } from '../../src/store/connect.ts';
import type { PastRow } from '../../src/store/past-ticket.ts';
import { readPastTickets } from '../../src/store/past-tickets.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import { merged, type Answer } from '../../src/what-if/answer.ts';
import { Desk, type Asked } from '../../src/what-if/desk.ts';
import { startHelper, type Helper } from '../../src/what-if/helper.ts';
import { helpersFor } from '../../src/what-if/helpers.ts';
import { whatIf, type Question } from '../../src/what-if/what-if.ts';
import { fillWithLives } from '../store/support/many-lives.ts';
import { createDatabase } from '../support/servers/database.ts';
import { otherPolicy } from './support/other-policy.ts';

const SHIPPED = 'policies/introserv.yaml';
/** More than are read at a time, so that there are two portions. */
const LIVES = 260;
const DISTINCT = 60;

const asked: Asked = {
  policy: otherPolicy(['target: 10m', 'target: 5m'], ['\n  billing:', '\n  invoices:']),
  days: daysBetween('2026-01-01', '2026-12-31', 'UTC'),
  now: instantOf(Date.now()),
  check: true,
};

describe(`${LIVES} random lives on PostgreSQL`, () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let store: Store;
  let rows: PastRow[];
  beforeAll(async () => {
    database = await createDatabase();
    store = connectStore(database.url);
    const { policy, hash } = await readCurrentPolicy(join(PROJECT_ROOT, SHIPPED));
    await createPolicyShelf(store).keep(hash, policy);
    await fillWithLives(store, hash, LIVES, DISTINCT);
    rows = [];
    for await (const page of readPastTickets(store, asked.days)) rows.push(...page);
  });
  afterAll(async () => {
    await store.destroy();
    await database.drop();
  });

  const question = (changes: Partial<Question> = {}): Question => ({
    ...asked,
    store,
    policies: createPolicyShelf(store),
    helpers: () => 0,
    progress: () => undefined,
    stop: new AbortController().signal,
    ...changes,
  });
  const portionOf = async (some: PastRow[], place = 0) => {
    const policies = createPolicyShelf(store);
    const held = new Map<string, Awaited<ReturnType<typeof policies.find>>>();
    for (const { policyHash } of some) held.set(policyHash, await policies.find(policyHash));
    return { place, rows: some, policies: held };
  };

  let alone: Answer;
  test('one thread finds what differs, what is left out, and whom the other policy does not have', async () => {
    alone = await whatIf(question());
    expect(alone.tickets).toBe(LIVES);
    expect(alone.different.length).toBeGreaterThan(10);
    expect(alone.leftOut).not.toEqual([]);
    expect(alone).toMatchObject({ unknownTeams: ['billing'], failed: [], unlike: [] });
  });

  test.each([1, 2])('%d more find the same, in the same order', async (count) => {
    const done: number[] = [];
    const found = await whatIf(question({ helpers: () => count, progress: (tickets) => done.push(tickets) }));
    expect(found).toEqual(alone);
    expect(done.at(-1)).toBe(LIVES);
  });

  test('however tickets are shared out, their answers make the one of all', async () => {
    const parts: Answer[] = [];
    for (const [place, some] of [rows.slice(0, 1), rows.slice(1, 1), rows.slice(1, 100), rows.slice(100)].entries()) {
      parts.push(await new Desk(asked).study(await portionOf(some, place)));
    }
    expect(merged(parts)).toEqual(alone);
  });

  describe('a thread', () => {
    let helper: Helper;
    beforeEach(async () => {
      helper = startHelper(asked);
      helper.ended.catch(() => undefined);
      await helper.ready;
    });
    afterEach(() => helper.stop());

    test('answers as its desk would here', async () => {
      const portion = await portionOf(rows.slice(0, 20));
      expect(await helper.study(portion)).toEqual(await new Desk(asked).study(portion));
    });

    test('that cannot go on ends, and says by what', async () => {
      const broken = { ...rows[0]!, journal: 'no journal' };
      await expect(helper.study(await portionOf([broken]))).rejects.toThrow('JSON');
      await expect(helper.ended).rejects.toThrow('JSON');
    });

    test('that is ended answers nobody any more', async () => {
      await helper.stop();
      await expect(helper.ended).rejects.toThrow('a thread that lives tickets again has ended');
    });
  });

  test('whoever stops it need not wait for a thread', async () => {
    const stop = new AbortController();
    const progress = () => stop.abort(new Error('enough'));
    await expect(whatIf(question({ helpers: () => 2, progress, stop: stop.signal }))).rejects.toThrow('enough');
  });

  test('what the database cannot give ends it, with why', async () => {
    const gone = Object.assign(new Error('relation "policies" does not exist'), { code: '42P01' });
    const policies = { ...createPolicyShelf(store), find: () => Promise.reject(gone) };
    await expect(whatIf(question({ helpers: () => 1, policies }))).rejects.toBe(gone);
  });
});

test('a few tickets are worth no thread, and many one for each core but this one', () => {
  expect(helpersFor(999)).toBe(0);
  expect(helpersFor(1_000_000)).toBe(availableParallelism() - 1);
});
