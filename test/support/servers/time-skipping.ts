import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { registerSearchAttributes } from '../../../src/process/register-search-attributes.ts';
import { address } from './addresses.ts';

/** A server whose time is skipped while everybody waits; end it by its `teardown()`. */
export async function startTimeSkipping({
  registerSearchAttributes: registers = true,
} = {}): Promise<TestWorkflowEnvironment> {
  quieten();
  const environment = await started();
  if (registers) await registerSearchAttributes(environment.connection, environment.namespace ?? 'default');
  return environment;
}

/** The SDK gives a server 5 s to come up, which on a busy machine is not enough now and then. */
const ATTEMPTS = 4;

async function started(): Promise<TestWorkflowEnvironment> {
  const server = { executable: { type: 'existing-path', path: address('timeSkippingServer') } } as const;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** Stories break things on purpose, and the SDK warns of each. Set KEPT_TEST_LOG to read that too. */
function quieten(): void {
  if (process.env['KEPT_TEST_LOG'] !== undefined) return;
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter } } });
}
