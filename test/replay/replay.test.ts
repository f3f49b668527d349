import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { address } from '../support/servers/addresses.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';
import { storedHistories } from './histories.ts';

const replay = async (environment: Record<string, string>, bundle = address('workflowBundle')): Promise<string[]> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'test/replay/replay-stored.ts', bundle],
    { cwd: PROJECT_ROOT, env: { ...process.env, ...environment } },
  );
  return stdout.trim().split('\n').sort();
};

const everyHistory = storedHistories()
  .map(({ workflowId }) => `${workflowId}: replayed`)
  .sort();

test.each([
  { TZ: 'UTC', LANG: 'C' },
  { TZ: 'Pacific/Apia', LANG: 'it_IT.UTF-8' },
  { TZ: 'America/New_York', LANG: 'ar_EG.UTF-8' },
])('today’s workflow code replays every stored history under %j', async (environment) => {
  expect(everyHistory.length).toBeGreaterThanOrEqual(8);
  expect(await replay(environment)).toEqual(everyHistory);
});

test('code that sends a message twice does not replay: the check can fail', async () => {
  const bundle = readFileSync(address('workflowBundle'), 'utf8');
  const send = 'const outcome = await deliver({';
  expect(bundle).toContain(send);
  const file = join(temporaryDirectory(), 'changed-bundle.js');
  writeFileSync(file, bundle.replace(send, `await deliver({ ticketId: live.ticket.id, messageIds }); ${send}`));
  await expect(replay({}, file)).rejects.toMatchObject({ stdout: expect.stringContaining('e1-confirmed-v1: ') });
});
