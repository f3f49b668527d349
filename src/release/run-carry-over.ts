import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import { carryOverIn } from './carry-over-in.ts';
import { command } from './command.ts';

const HELP = `Sends all tickets to the build of this checkout, each in a new run that goes on from what is recorded of it: for a
change that does not replay what earlier builds did. Start the workers of this build right after it, not before: until
then the tickets wait, and commands are answered with 503.

  npm run carry-over

The settings are those of the worker: DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_TLS…, TEMPORAL_API_KEY.
Which change needs what: docs/shipping-changes.md`;

await command(HELP, [], async (environment) => {
  const { buildId } = await bundleWorkflows();
  const count = await carryOverIn(environment, buildId);
  return `Build ${buildId} is current, and ${count} tickets go on in new runs. Start its workers now.`;
});
