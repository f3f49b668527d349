import { connectToTemporal } from '../process/temporal-connection.ts';
import { makeCurrent } from '../process/worker-deployment.ts';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import { command } from './command.ts';

const HELP = `Sends new tickets to a build of the worker, and those under way at their next step: for a change that replays what
earlier builds did. Its workers must be running.

  npm run make-current                      the build of this checkout
  npm run make-current -- --build-id ID     another one, to roll back

The settings are those of the worker: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_TLS…, TEMPORAL_API_KEY.
Which change needs what: docs/shipping-changes.md`;

await command(HELP, ['build-id'], async (environment, { 'build-id': given }) => {
  const { connection, namespace } = await connectToTemporal(environment);
  const buildId = given ?? (await bundleWorkflows()).buildId;
  await makeCurrent(connection, namespace, buildId);
  return `Build ${buildId} is current.`;
});
