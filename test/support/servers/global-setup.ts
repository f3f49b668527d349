import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findTemporalCli } from '../../../src/dev/temporal-cli.ts';
import { findTimeSkippingServer } from '../../../src/dev/time-skipping/find-time-skipping-server.ts';
import { parseEnvironment } from '../../../src/process/environment.ts';
import { bundleWorkflows } from '../../../src/worker/workflow-bundle.ts';
import { startDatabases } from '../../../src/scenarios/servers/databases.ts';
import { recordServers } from '../../../src/scenarios/servers/recorded-servers.ts';
import { publishAddresses } from './addresses.ts';
import {
  clearAbandonedRuns,
  clearRunDirectory,
  createRunDirectory,
} from '../../../src/scenarios/servers/run-directory.ts';

/** Once for the whole run: one PostgreSQL with a migrated template, and the servers that test files start themselves. */
export default async function setUp(): Promise<void> {
  const environment = parseEnvironment();
  const temporalCli = await findTemporalCli(environment);
  const timeSkippingProgram = await findTimeSkippingServer(environment);
  await clearAbandonedRuns();
  const runDirectory = createRunDirectory();
  // Jest doesn't tear down when it is interrupted.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void clearRunDirectory(runDirectory).finally(() => process.exit(130)));
  }
  const timeSkippingServer = recordServers(runDirectory, timeSkippingProgram);
  const { url } = await startDatabases(runDirectory);
  const workflowBundle = join(runDirectory, 'workflow-bundle.js');
  await writeFile(workflowBundle, (await bundleWorkflows()).code);
  publishAddresses({ runDirectory, postgresUrl: url, temporalCli, timeSkippingServer, workflowBundle });
}
