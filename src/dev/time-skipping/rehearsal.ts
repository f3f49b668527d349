import { fileURLToPath } from 'node:url';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { registerSearchAttributes } from '../../process/register-search-attributes.ts';
import { waitForNamespace } from '../temporal-client.ts';
import { ask, change, rehearsedWorkflow, tell } from './rehearsed-workflow.ts';

/** Has the server at an address do most of what stories want of one. A process of its own, as the SDK is set up once in each. */
const [address = ''] = process.argv.slice(2);
const PATIENCE_MS = 20_000;

const served = await waitForNamespace({ connectionOptions: { address }, namespace: 'default' }, PATIENCE_MS);
if (!served.ok) throw new Error(served.reason);
const environment = await TestWorkflowEnvironment.createFromExistingServer({ address });
const { client, connection, nativeConnection } = environment;
await registerSearchAttributes(connection, 'default');
const worker = await Worker.create({
  connection: nativeConnection,
  taskQueue: 'rehearsal',
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('rehearsed-workflow.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  }),
  activities: { note: async () => undefined },
});
await worker.runUntil(async () => {
  const rehearsed = await client.workflow.start(rehearsedWorkflow, {
    workflowId: 'rehearsal',
    taskQueue: 'rehearsal',
    args: [],
  });
  await rehearsed.executeUpdate(change);
  await rehearsed.query(ask);
  await rehearsed.signal(tell);
  await rehearsed.result();
  await rehearsed.fetchHistory();
});
await environment.teardown();
