import { ActivityFailure, rootCause } from '@temporalio/workflow';

/** Why something was given up. Anything but a failed activity (a cancelled workflow) is nobody's outcome. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof ActivityFailure) || !(error.cause instanceof Error)) throw error;
  return rootCause(error) ?? 'unknown';
}
