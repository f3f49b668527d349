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
import { helpByCores, type Help } from '../../src/what-if/help.ts';
import { whatIf, type Question } from '../../src/what-if/what-if.ts';
import { fillWithLives } from '../store/support/many-lives.ts';
import { createDatabase } from '../support/servers/database.ts';
import { otherPolicy } from './support/other-policy.ts';

const SHIPPED = 'policies/introserv.yaml';
const LIVES = 240;
const DISTINCT = 60;
const PORTION = 10;

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

  const helpOf = (count: number, start: Help['start'] = startHelper): Help => ({ wanted: () => count, start });
  const question = (changes: Partial<Question> = {}): Question => ({
    ...asked,
    store,
    policies: createPolicyShelf(store),
    help: helpOf(0),
    portion: PORTION,
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
  beforeAll(async () => {
    alone = await whatIf(question());
  });

  test('one thread finds what differs, what is left out, and whom the other policy does not have', () => {
    expect(alone.tickets).toBe(LIVES);
    expect(alone.different.length).toBeGreaterThan(10);
    expect(alone.leftOut).not.toEqual([]);
    expect(alone).toMatchObject({ unknownTeams: ['billing'], failed: [], unlike: [] });
  });

  test.each([1, 2])('%d more find the same, in the same order, with shares of their own', async (count) => {
    const helpers: Helper[] = [];
    const shares: number[] = [];
    const start = (given: Asked): Helper => {
      const helper = startHelper(given);
      helpers.push(helper);
      const study: Helper['study'] = async (portion) => {
        const answer = await helper.study(portion);
        shares.push(answer.tickets);
        return answer;
      };
      return { ...helper, study };
    };
    const done: number[] = [];
    // This thread waits for the others with its first portion, so that none comes too late for a share.
    const policies = createPolicyShelf(store);
    const find = async (hash: string) => {
      await Promise.all(helpers.map(({ ready }) => ready));
      return policies.find(hash);
    };
    const found = await whatIf(
      question({
        help: helpOf(count, start),
        policies: { ...policies, find },
        progress: (tickets) => done.push(tickets),
      }),
    );
    expect(found).toEqual(alone);
    expect(shares.length).toBeGreaterThanOrEqual(count);
    expect(shares.length).toBeLessThan(LIVES / PORTION);
    expect(done.at(-1)).toBe(LIVES);
  });

  test('a thread that is ready too late is not waited for', async () => {
    const never = new Promise<never>(() => undefined);
    const stopped: boolean[] = [];
    const start = (): Helper => ({
      ready: never,
      ended: never,
      study: () => never,
      stop: () => Promise.resolve(stopped.push(true)),
    });
    expect(await whatIf(question({ help: helpOf(1, start) }))).toEqual(alone);
    expect(stopped).toEqual([true]);
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
      await helper.ready;
    });
    afterEach(() => helper.stop());

    test('answers as its desk would here', async () => {
      const portion = await portionOf(rows.slice(0, 20));
      expect(await helper.study(portion)).toEqual(await new Desk(asked).study(portion));
    });

    test('that cannot go on ends, and says by what', async () => {
      const broken = { ...(await portionOf([])), rows: null as unknown as PastRow[] };
      await expect(helper.study(broken)).rejects.toThrow('not iterable');
      await expect(helper.ended).rejects.toThrow('not iterable');
    });

    test('that is ended says so to whoever still listens', async () => {
      await helper.stop();
      await expect(helper.ended).rejects.toThrow('a thread that lives tickets again has ended');
    });
  });

  test('a journal that cannot be read costs its ticket alone', async () => {
    const [first, ...others] = rows.slice(0, 5);
    const { tickets, failed } = await new Desk(asked).study(
      await portionOf([{ ...first!, journal: 'null' }, ...others]),
    );
    expect({ tickets, failed }).toMatchObject({ tickets: 5, failed: [{ number: first!.number }] });
  });

  test.each(['before anything is counted', 'in a portion'])('whoever stops it %s need not wait', async (when) => {
    const stop = new AbortController();
    let helper: Helper | undefined;
    const start = (given: Asked) => (helper = startHelper(given));
    const stopNow = () => stop.abort(new Error('enough'));
    if (when !== 'in a portion') stopNow();
    const shelf = createPolicyShelf(store);
    const find = async (hash: string) => {
      const policy = await shelf.find(hash);
      // The portion that waits for this is begun by then, and is the only one.
      setImmediate(stopNow);
      return policy;
    };
    let done = 0;
    const asking = question({
      help: helpOf(1, start),
      policies: { ...shelf, find },
      portion: LIVES,
      stop: stop.signal,
      progress: () => (done += 1),
    });
    await expect(whatIf(asking)).rejects.toThrow('enough');
    expect(done).toBe(0);
    if (helper !== undefined) await expect(helper.ended).rejects.toThrow('has ended');
  });

  test('what the database cannot give ends it, with why', async () => {
    const gone = Object.assign(new Error('relation "policies" does not exist'), { code: '42P01' });
    const policies = { ...createPolicyShelf(store), find: () => Promise.reject(gone) };
    await expect(whatIf(question({ help: helpOf(1), policies }))).rejects.toBe(gone);
  });
});

test('a few tickets are worth no thread, and many one for each core but this one', () => {
  expect(helpByCores.wanted(999)).toBe(0);
  expect(helpByCores.wanted(1_000_000)).toBe(Math.min(7, availableParallelism() - 1));
});
