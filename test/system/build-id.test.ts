import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { buildIdOf } from '../../src/worker/build-id.ts';
import { address } from '../support/servers/addresses.ts';
import { makeCheckout, type Change } from '../support/world/checkout.ts';

const SCRIPT =
  "import('./src/worker/workflow-bundle.ts').then(async (m) => console.log((await m.bundleWorkflows()).buildId))";

/** What a worker of that checkout would call itself. */
async function buildIdIn(root: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', SCRIPT], { cwd: root });
  return stdout.trim();
}

const ours = () => buildIdOf(readFileSync(address('workflowBundle'), 'utf8'));

test('the same code is the same build, wherever it lies', async () => {
  expect(ours()).toMatch(/^[0-9a-f]{16}$/);
  expect(await buildIdIn(makeCheckout())).toBe(ours());
});

const changes: [string, Change, boolean][] = [
  ['a rule', { file: 'src/domain/ticket/elapse.ts', from: 'export ', to: 'export const anew = 1;\nexport ' }, true],
  ['the workflow', { file: 'src/workflows/deliveries.ts', from: "'30s'", to: "'31s'" }, true],
  ['an activity', { file: 'src/activities/deliver.ts', from: 'is not there', to: 'are missing' }, false],
];

test.each(changes)('a change to %s', async (_what, change, isAnotherBuild) => {
  expect((await buildIdIn(makeCheckout(change))) !== ours()).toBe(isAnotherBuild);
});
