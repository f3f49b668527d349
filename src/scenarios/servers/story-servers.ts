import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { findTimeSkippingServer } from '../../dev/time-skipping/find-time-skipping-server.ts';
import type { Undo } from '../../dev/undo.ts';
import type { Environment } from '../../process/environment.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import type { WorldServers } from '../world/time-skipping-world.ts';
import { startDatabases } from './databases.ts';
import { recordServers } from './recorded-servers.ts';
import { clearAbandonedRuns, clearRunDirectory, createRunDirectory, endRunDirectory } from './run-directory.ts';

const STOPS_WITHIN_MS = 30_000;

/** What stories are played on, started for one run; `undo` ends it, also when not all of it started. */
export async function startStoryServers(
  environment: Pick<Environment, 'TEMPORAL_TEST_SERVER' | 'KEPT_CACHE_DIR'>,
  signal: AbortSignal,
  undo: Undo,
): Promise<WorldServers> {
  const program = await findTimeSkippingServer(environment, signal);
  await clearAbandonedRuns();
  const directory = createRunDirectory();
  undo.add(
    'What stories are played on',
    STOPS_WITHIN_MS,
    () => clearRunDirectory(directory),
    () => endRunDirectory(directory),
  );
  const bundle = join(directory, 'workflow-bundle.js');
  const [databases, workflows] = await Promise.allSettled([startDatabases(directory), bundleWorkflows()]);
  if (databases.status === 'rejected') throw databases.reason;
  if (workflows.status === 'rejected') throw workflows.reason;
  await writeFile(bundle, workflows.value.code);
  return {
    timeSkippingServer: recordServers(directory, program),
    workflowBundle: () => bundle,
    createDatabase: databases.value.createDatabase,
    log: pino({ level: process.env['KEPT_TEST_LOG'] ?? 'silent' }),
  };
}
