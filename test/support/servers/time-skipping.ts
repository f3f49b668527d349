import { TestWorkflowEnvironment } from '@temporalio/testing';
import { registerSearchAttributes } from '../../../src/search-attributes.ts';
import { address } from './addresses.ts';

/** A server whose time is skipped while everybody waits; end it by its `teardown()`. */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: address('timeSkippingServer') } },
  });
  await registerSearchAttributes(environment.connection, environment.namespace ?? 'default');
  return environment;
}
