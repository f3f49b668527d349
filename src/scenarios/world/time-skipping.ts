import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime, type RuntimeOptions } from '@temporalio/worker';
import { registerSearchAttributes } from '../../process/register-search-attributes.ts';

/** A server whose time is skipped while everybody waits; end it by its `teardown()`. */
export async function startTimeSkipping(
  program: string,
  { registerSearchAttributes: registers = true } = {},
): Promise<TestWorkflowEnvironment> {
  makeRuntime();
  const environment = await started(program);
  try {
    if (registers) await registerSearchAttributes(environment.connection, environment.namespace ?? 'default');
    return environment;
  } catch (error) {
    await environment.teardown().catch(() => undefined);
    throw error;
  }
}

/** The SDK gives a server 5 s to come up, which on a busy machine is not enough now and then. */
const ATTEMPTS = 4;

async function started(program: string): Promise<TestWorkflowEnvironment> {
  const server = { executable: { type: 'existing-path', path: program } } as const;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** A process may start several servers; the SDK's runtime is made once. */
let isMade = false;

function makeRuntime(): void {
  if (isMade) return;
  isMade = true;
  // Whoever asks to stop waits for the stories being played, and those for their workers.
  Runtime.install({ shutdownSignals: [], ...(process.env['KEPT_TEST_LOG'] === undefined ? quietly() : {}) });
}

/** Stories break things on purpose, and the SDK warns of each. Set KEPT_TEST_LOG to read that too. */
function quietly(): RuntimeOptions {
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  return { logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter, forward: {} } } };
}
