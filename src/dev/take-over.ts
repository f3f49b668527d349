import type { Environment } from '../process/environment.ts';
import { NoWorkerDeploymentsError } from '../process/worker-deployment.ts';
import { carryOverIn } from '../release/carry-over-in.ts';

/**
 * Everything goes on in the build that starts here. On one machine nobody runs the old code after a change, so that this
 * needs no knowledge of what has changed. @returns how many tickets were carried over
 */
export async function takeOver(environment: Environment, buildId: string): Promise<number> {
  try {
    return await carryOverIn(environment, buildId);
  } catch (error) {
    // The worker will say so, and serve all tickets without versions.
    if (error instanceof NoWorkerDeploymentsError) return 0;
    throw error;
  }
}
