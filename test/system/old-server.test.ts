import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { currentBuild, makeCurrent } from '../../src/process/worker-deployment.ts';
import { startTimeSkipping } from '../support/servers/time-skipping.ts';

/** The time-skipping server stands for servers from before worker deployments: it knows none either. */
describe('a server without worker deployments', () => {
  let environment: TestWorkflowEnvironment;
  beforeAll(async () => {
    environment = await startTimeSkipping();
  });
  afterAll(() => environment.teardown());

  test.each([
    ['asked for the current build', () => currentBuild(environment.connection, 'default')],
    ['told the current build', () => makeCurrent(environment.connection, 'default', 'a-build')],
  ])('is recognised when %s', async (_when, ask) => {
    await expect(ask()).rejects.toThrow(/^This Temporal server knows no worker deployments: it needs to be 1\.28/);
  });
});
