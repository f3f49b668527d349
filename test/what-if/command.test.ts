import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runningServer } from '../../src/dev/postgres-leftovers.ts';
import { startPostgres, stopPostgresIn } from '../../src/dev/postgres.ts';
import { instantOf } from '../../src/domain/calendar/instant.ts';
import { daysBetween } from '../../src/domain/reports/calendar-days.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { migrateToLatest } from '../../src/store/migrate.ts';
import { connectStore } from '../../src/store/connect.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import { reportPromises } from '../../src/store/promise-report.ts';
import { startHelper } from '../../src/what-if/helper.ts';
import type { Report } from '../../src/what-if/report.ts';
import { whatIf } from '../../src/what-if/what-if.ts';
import { recordLives } from '../store/support/recorded-lives.ts';
import { address } from '../support/servers/addresses.ts';
import { createDatabase } from '../support/servers/database.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';
import { otherPolicyFile } from './support/other-policy.ts';
import type { Ended } from '../support/npm/command-here.ts';
import { startWhatIf, whatIfCommand } from './support/what-if-command.ts';

const SHIPPED = 'policies/introserv.yaml';
const YEAR = ['--from', '2026-01-01', '--to', '2026-12-31'];
const LIVES = 80;
const NOBODY = 'postgres://nobody@127.0.0.1:9/kept';

/** The text without what wrapping put into it. */
const words = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** What was told after how far it is, where that took long. */
const lastOf = (told: string): string | undefined => told.trim().split('\n').at(-1);

describe(`${LIVES} random lives on PostgreSQL`, () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let store: ReturnType<typeof connectStore>;
  beforeAll(async () => {
    database = await createDatabase();
    store = connectStore(database.url);
    const { policy, hash } = await readCurrentPolicy(join(PROJECT_ROOT, SHIPPED));
    await createPolicyShelf(store).keep(hash, policy);
    await recordLives({ store, policy, hash }, { count: LIVES, seed: 20261130 });
  });
  afterAll(async () => {
    await store.destroy();
    await database.drop();
  });

  const ask = (...args: string[]): Promise<Ended> => whatIfCommand({ DATABASE_URL: database.url }, ...args);
  const answer = async (...args: string[]): Promise<Report> => JSON.parse((await ask('--json', ...args)).out) as Report;

  test('under the policy that held nothing differs, and the check finds every promise as it was recorded', async () => {
    const found = await answer('--policy', SHIPPED, ...YEAR, '--check');
    expect(found).toMatchObject({ tickets: LIVES, different: [], leftOut: [], failed: [], unlike: [] });
    expect(found.total.before).toEqual(found.total.after);
  });

  test('what was before is what reports tell, by kind', async () => {
    const found = await answer('--policy', SHIPPED, ...YEAR);
    const span = { begins: '2025-01-01T00:00:00.000Z', ends: '2029-01-01T00:00:00.000Z' };
    const { byKind } = (await reportPromises(store, { ...span, zone: 'UTC' })).totals;
    const counts = byKind.map(({ kind, kept, missed }) => ({ name: kind, kept, missed }));
    const told = found.byKind.map(({ name, before: { kept, missed } }) => ({ name, kept, missed }));
    expect(told).toEqual(expect.arrayContaining(counts));
    expect(told).toHaveLength(counts.length);
  });

  test('the table, what it rests on, and which tickets differ, by npm; the page has the same', async () => {
    const policy = otherPolicyFile(['target: 10m', 'target: 5m']);
    const page = join(temporaryDirectory(), 'page.html');
    const asked = ['--policy', policy, ...YEAR, '--html', page];
    const { code, out, err } = await startWhatIf(() => undefined, { DATABASE_URL: database.url }, ...asked);
    expect([code, lastOf(err)]).toEqual([0, `The page is in ${page}.`]);
    expect(words(out)).toContain(`for the ${LIVES} tickets submitted from 2026-01-01 to 2026-12-31?`);
    expect(out).toContain('Held fixed is what people did, and when');
    expect(out).toMatch(/^#\d+ +first reply +kept 2026-\S+ \S+ +→ missed 2026-/m);
    expect(out).toContain('more tickets: --html FILE or --json shows all.');

    const [row = ''] = /^first-reply .*$/m.exec(out) ?? [];
    const cells = row.trim().split(/ +/).slice(1);
    const markup = readFileSync(page, 'utf8');
    const [inPage = ''] = /<tr><th scope="row">first-reply<\/th>.*<\/tr>/.exec(markup) ?? [];
    expect([...inPage.matchAll(/<td[^>]*>([^<]*)/g)].map(([, cell]) => cell)).toEqual(cells);
    expect(Number(cells.at(-1))).toBeGreaterThan(0);
    expect(markup).toContain('<html lang="en">');
    expect(markup).not.toMatch(/<(script|link|img)|https?:/);
  });

  test('only tickets of those days are asked about', async () => {
    const found = await answer('--policy', SHIPPED, '--from', '2026-06-08', '--to', '2026-06-08');
    expect(found.tickets).toBeGreaterThan(5);
    expect(found.tickets).toBeLessThan(LIVES);
    expect((await answer('--policy', SHIPPED, '--from', '2020-01-01', '--to', '2020-12-31')).tickets).toBe(0);
  });

  test('teams that the other policy does not have are named, and nothing is owed by them after', async () => {
    const renamed = otherPolicyFile(['\n  billing:', '\n  invoices:']);
    const { byTeam, unknownTeams } = await answer('--policy', renamed, ...YEAR);
    expect(unknownTeams).toEqual(['billing']);
    expect(byTeam.find(({ name }) => name === 'billing')).toMatchObject({ after: { kept: 0, missed: 0, other: 0 } });
    const { out } = await ask('--policy', renamed, ...YEAR);
    expect(words(out)).toContain('The other policy has no team billing: before is what was recorded of it');
  });

  test('days far before the first ticket and after the last', async () => {
    const wide = await answer('--policy', SHIPPED, '--from', '0001-01-01', '--to', '9999-12-31');
    expect(wide).toEqual({ ...(await answer('--policy', SHIPPED, ...YEAR)), from: '0001-01-01', to: '9999-12-31' });
  });

  test('tickets that were lived under other code are named by the check, and by its exit code', async () => {
    const { number } = await store
      .updateTable('tickets')
      .set(({ fn, val }) => ({
        state: fn<string>('jsonb_set', ['state', val('{promises,0,dueAt}'), val('"2026-01-01T00:00:00.000Z"')]),
      }))
      .where('id', '=', 'life-7')
      .returning('number')
      .executeTakeFirstOrThrow();
    const { code, out } = await ask('--policy', SHIPPED, ...YEAR, '--check');
    expect(code).toBe(1);
    expect(words(out)).toContain(
      `79 of 80 tickets came to the recorded promises. These did not, as they were lived under other code, and what is ` +
        `said of them is doubtful: #${number}.`,
    );
  });

  test('a ticket that cannot be lived again is not counted among those of the check as well', async () => {
    const { policy } = await readCurrentPolicy(join(PROJECT_ROOT, SHIPPED));
    const found = await whatIf({
      store,
      policies: createPolicyShelf(store),
      policy: { ...policy, sites: {} },
      days: daysBetween('2026-01-01', '2026-12-31', 'UTC'),
      now: instantOf(Date.now()),
      check: true,
      help: { wanted: () => 0, start: startHelper },
      progress: () => undefined,
      stop: new AbortController().signal,
    });
    const named = [...found.failed.map(({ number }) => number), ...(found.unlike ?? [])];
    expect(found.failed).not.toEqual([]);
    expect(named).toEqual([...new Set(named)]);
  });

  test('a page that cannot be written is told before anything is read', async () => {
    const { code, out, err } = await ask('--policy', SHIPPED, ...YEAR, '--html', '/proc/page.html');
    const told = "The page can't be written to /proc/page.html (no such file or directory).\n";
    expect([code, out, err]).toEqual([2, '', told]);
  });

  test('one that turns out so when it is written costs nobody the table', async () => {
    const { code, out, err } = await ask('--policy', SHIPPED, ...YEAR, '--html', '/dev/full');
    expect(lastOf(err)).toBe("The page can't be written to /dev/full (no space left on device).");
    expect([code, out]).toEqual([2, expect.stringContaining('first-reply')]);
  });

  test('looking whether a page can be written leaves none behind', async () => {
    const page = join(temporaryDirectory(), 'page.html');
    const { code } = await whatIfCommand({ DATABASE_URL: NOBODY }, '--policy', SHIPPED, ...YEAR, '--html', page);
    expect([code, existsSync(page)]).toEqual([2, false]);
  });
});

test.each([
  [[], 'Expected --policy FILE'],
  [['--policy', SHIPPED, '--to', '2026-11-30'], 'Expected --from DATE'],
  [
    ['--policy', SHIPPED, '--from', 'May', '--to', '2026-11-30'],
    'Expected --from to be a day such as 2026-11-30, got May',
  ],
  [
    ['--policy', SHIPPED, '--from', '2026-02-01', '--to', '2026-02-30'],
    'Expected --to to be a day such as 2026-11-30, got 2026-02-30',
  ],
  [['--policy', SHIPPED, '--from', '2026-11-30', '--to', '2026-11-01'], '--to 2026-11-01 is before --from 2026-11-30'],
  [['--policy', 'nowhere.yaml', ...YEAR], "The policy nowhere.yaml can't be read (no such file or directory)"],
  [['--policy', 'policies', ...YEAR], "The policy policies can't be read (it is a directory)"],
  [['--policy', SHIPPED, ...YEAR, '--html', ''], 'Expected --html FILE'],
  [['--policy', SHIPPED, ...YEAR, '--html', `./${SHIPPED}`], `The page would take the place of ${SHIPPED}`],
  [['--polici', SHIPPED], "Unknown option '--polici'"],
])('%j is told in one sentence', async (args, sentence) => {
  const told = { code: 2, out: '', err: `${sentence}; see npm run what-if -- --help\n` };
  expect(await whatIfCommand({ DATABASE_URL: NOBODY }, ...args)).toEqual(told);
});

test('a wrong policy: every fault with its path', async () => {
  const file = otherPolicyFile(['target: 10m', 'target: soon'], ['firstTeam: support', 'firstTeam: nobody']);
  const { code, err } = await whatIfCommand({}, '--policy', file, ...YEAR);
  expect(code).toBe(2);
  expect(err).toContain(`${file} is not a valid policy:`);
  expect(err).toContain('promises.first-reply.target: expected');
});

test('a policy that is no YAML: where', async () => {
  const file = join(temporaryDirectory(), 'broken.yaml');
  writeFileSync(file, 'company: { name: INTROSERV');
  const { code, err } = await whatIfCommand({}, '--policy', file, ...YEAR);
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/^\S+ is not a valid policy:\nline 1, column \d+: expected YAML/),
  ]);
});

test('where nothing was recorded yet nothing is made, and what to do is told', async () => {
  const directory = join(temporaryDirectory(), 'kept');
  const { code, err } = await whatIfCommand({ KEPT_DATA_DIR: directory }, '--policy', SHIPPED, ...YEAR);
  expect([code, err]).toEqual([
    2,
    `Nothing was recorded in ${directory} yet: npm start first, or give DATABASE_URL.\n`,
  ]);
  expect(existsSync(directory)).toBe(false);
});

describe('the PostgreSQL of npm start', () => {
  const directory = temporaryDirectory();
  const postgres = join(directory, 'postgres');
  const answered = async () => {
    const { code, out } = await whatIfCommand({ KEPT_DATA_DIR: directory }, '--policy', SHIPPED, ...YEAR);
    expect([code, words(out)]).toEqual([0, expect.stringContaining('for the 0 tickets submitted')]);
    return runningServer(join(postgres, 'data')) !== undefined;
  };
  beforeAll(async () => {
    const { url, stop } = await startPostgres(postgres, 0);
    await migrateToLatest(url);
    await stop();
  });
  afterAll(() => stopPostgresIn(postgres));

  test('is started where it does not run, and stopped again', async () => {
    expect(await answered()).toBe(false);
    expect(existsSync(join(directory, 'kept.lock'))).toBe(false);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('is stopped by %s as well', async (signal) => {
    const interrupt = async (child: ChildProcess) => {
      while (runningServer(join(postgres, 'data')) === undefined) await setTimeout(10);
      child.kill(signal);
    };
    const interrupted = startWhatIf(
      (child) => void interrupt(child),
      { KEPT_DATA_DIR: directory },
      '--policy',
      SHIPPED,
      ...YEAR,
    );
    expect(await interrupted).toMatchObject({ code: 130, out: '', err: expect.stringContaining('Stopped before') });
    expect(runningServer(join(postgres, 'data'))).toBeUndefined();
    expect(existsSync(join(directory, 'kept.lock'))).toBe(false);
  });

  test('is left as it is where it runs', async () => {
    await startPostgres(postgres, 0);
    expect(await answered()).toBe(true);
  });
});

test('a database that Kept never used, and one that does not answer', async () => {
  const url = new URL(address('postgresUrl'));
  url.pathname = 'postgres';
  const empty = await whatIfCommand({ DATABASE_URL: url.href }, '--policy', SHIPPED, ...YEAR);
  expect([empty.code, empty.err]).toEqual([
    2,
    'Nothing was recorded in this database yet: it has no tickets of Kept.\n',
  ]);
  const away = await whatIfCommand({ DATABASE_URL: NOBODY }, '--policy', SHIPPED, ...YEAR);
  expect([away.code, away.err]).toEqual([
    2,
    'PostgreSQL at DATABASE_URL does not answer: start it or correct DATABASE_URL.\n',
  ]);
});
