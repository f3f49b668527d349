import { Worker } from '@temporalio/worker';
import { dataConverter } from '../../src/workflows/data-converter.ts';
import { workflowIdOf } from '../../src/workflows/ticket-run.ts';
import { address } from '../support/servers/addresses.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { keepHistory, type History } from './histories.ts';
import { LIVES } from './lives.ts';

/** The version of the workflow code that the stored histories are named after. */
const VERSION = 'v3';

describe('a life just lived replays', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each(Object.keys(LIVES))('%s', async (name) => {
    const id = await LIVES[name]!(world);
    const handle = world.client.workflow.getHandle(workflowIdOf(id));
    await handle.result();
    const history: History = await handle.fetchHistory();
    keepHistory(`${name}-${VERSION}`, history);
    const options = { workflowBundle: { codePath: address('workflowBundle') }, dataConverter };
    await Worker.runReplayHistory(options, history, workflowIdOf(id));
  });
});
