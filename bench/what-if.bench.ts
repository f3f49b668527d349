import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/process/environment.ts';
import { readCurrentPolicy } from '../src/process/policy-file.ts';
import { connectStore } from '../src/store/connect.ts';
import { createPolicyShelf } from '../src/store/policies.ts';
import { fillWithLives } from '../test/store/support/many-lives.ts';
import { createDatabase } from '../test/support/servers/database.ts';
import { otherPolicyFile } from '../test/what-if/support/other-policy.ts';
import { startWhatIf } from '../test/what-if/support/what-if-command.ts';

jest.setTimeout(600_000);

const TICKETS = 10_000;
const RUNS = 3;
const YEAR = ['--from', '2026-01-01', '--to', '2026-12-31'];

describe('What if', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let events: number;
  beforeAll(async () => {
    database = await createDatabase();
    const store = connectStore(database.url, { patienceMs: 60_000 });
    const { policy, hash } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
    await createPolicyShelf(store).keep(hash, policy);
    events = await fillWithLives(store, hash, TICKETS);
    await store.destroy();
  });
  afterAll(() => database.drop());

  test('how long the whole command takes, and with the check', async () => {
    const page = `${otherPolicyFile()}.html`;
    const policy = otherPolicyFile(['target: 10m', 'target: 5m'], ['holidaysClose: true', 'holidaysClose: false']);
    const ask = ['--policy', policy, ...YEAR];
    console.log(
      [
        `what-if: ${TICKETS} tickets with ${events} events, the whole command (median of ${RUNS})`,
        `  the answer            ${await measure(database.url, ask)}`,
        `  with a page           ${await measure(database.url, [...ask, '--html', page])}`,
        `  with the check        ${await measure(database.url, [...ask, '--check'])}`,
      ].join('\n'),
    );
    rmSync(page);
  });
});

async function measure(url: string, args: string[]): Promise<string> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    const { code, err } = await startWhatIf(() => undefined, { DATABASE_URL: url }, ...args);
    if (code !== 0) throw new Error(err);
    runs.push((performance.now() - began) / 1_000);
  }
  const median = runs.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!;
  return `${median.toFixed(1)} s, ${Math.round(TICKETS / median)} tickets a second`;
}
