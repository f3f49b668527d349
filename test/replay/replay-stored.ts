import { Runtime, DefaultLogger, Worker } from '@temporalio/worker';
import { dataConverter } from '../../src/workflows/data-converter.ts';
import { storedHistories } from './histories.ts';

/** Replays every stored history with the bundle of the first argument; prints one line for each, and fails for any. */
Runtime.install({ logger: new DefaultLogger('ERROR') });
const [codePath = ''] = process.argv.slice(2);
const results = Worker.runReplayHistories({ workflowBundle: { codePath }, dataConverter }, storedHistories());
for await (const { workflowId, error } of results) {
  console.log(`${workflowId}: ${error === undefined ? 'replayed' : error.message}`);
  if (error !== undefined) process.exitCode = 1;
}
// The SDK's native threads would keep the process.
process.exit();
