import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { startTimeSkipping as start } from '../../../src/scenarios/world/time-skipping.ts';
import { address } from './addresses.ts';

/** A server whose time is skipped while everybody waits; end it by its `teardown()`. */
export const startTimeSkipping = (
  ...options: Parameters<typeof start> extends [string, ...infer R] ? R : never
): Promise<TestWorkflowEnvironment> => start(address('timeSkippingServer'), ...options);
