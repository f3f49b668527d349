import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { after, MINUTE } from '../../src/domain/calendar/instant.ts';
import { dataConverter } from '../../src/workflows/data-converter.ts';
import { workflowIdOf } from '../../src/workflows/ticket-run.ts';
import { inboxOf, rungOf } from '../stories/support/inbox.ts';
import { RecordingStaffChannel } from '../stories/support/recording-staff-channel.ts';
import { Tale } from '../stories/support/tale.ts';
import { address } from '../support/servers/addresses.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { keepHistory, type History } from './histories.ts';

const TELLS = /untold\.length > 0 && \(0,\w+\.patched\)\('management-told'\)/;

/** Today's workflow code, but for what came with `management-told`: as the code before it, it tells nobody. */
function bundleThatTellsNobody(): string {
  const bundle = readFileSync(address('workflowBundle'), 'utf8');
  if (!TELLS.test(bundle)) throw new Error('the bundle does not hold what tells management');
  const file = join(temporaryDirectory(), 'tells-nobody.js');
  writeFileSync(file, bundle.replace(TELLS, 'false'));
  return file;
}

describe('a ticket that began under code which told management nothing', () => {
  let world: TimeSkippingWorld;
  let bundle: string;
  const staffChannel = new RecordingStaffChannel();
  beforeAll(async () => {
    bundle = bundleThatTellsNobody();
    world = await startTimeSkippingWorld({ staffChannel, maxCachedWorkflows: 0, workflowBundle: () => bundle });
  });
  afterAll(() => world.end());

  test('goes on in its run, tells what comes, and replays', async () => {
    const tale = await Tale.inReview(world);
    const { submittedAt } = await tale.ticket();
    await world.letPass(8 * MINUTE);
    await tale.sees('promise.warned', { kind: 'first-reply', rung: 75 });
    expect(staffChannel.rungsOf(tale.id)).toEqual([]);

    bundle = address('workflowBundle');
    await world.restartWorker();
    await tale.skipTo(after(submittedAt, 11 * MINUTE));
    await tale.sees('management.told');
    await world.restartWorker();
    await tale.skipTo(after(submittedAt, 16 * MINUTE));
    await tale.sees('promise.warned', { kind: 'first-reply', rung: 150 });
    await tale.resolved();
    await tale.confirmed();
    await tale.workflow().result();

    // Of those before, the inbox knew already; the channel hears of them with the first that comes.
    const rungs = [50, 75, 100, 150].map((rung) => `first-reply 1 ${rung}`);
    expect((await inboxOf(world.people, tale.id)).map(rungOf)).toEqual(rungs);
    expect(staffChannel.rungsOf(tale.id)).toEqual(rungs);
    const history: History = await tale.workflow().fetchHistory();
    keepHistory('management-told-from-the-middle-v3', history);
    const options = { workflowBundle: { codePath: address('workflowBundle') }, dataConverter };
    await Worker.runReplayHistory(options, history, workflowIdOf(tale.id));
  });
});
