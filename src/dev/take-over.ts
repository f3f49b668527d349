import type { Environment } from '../process/environment.ts';
import { connectToTemporal } from '../process/temporal-connection.ts';
import { currentBuild, NoWorkerDeploymentsError } from '../process/worker-deployment.ts';
import { carryOverIn } from '../release/carry-over-in.ts';

/** Others may rely on the build that is current there. The worker will say that it is not its own. */
async function isServedByOthers(environment: Environment, buildId: string): Promise<boolean> {
  const { connection, namespace } = await connectToTemporal(environment);
  try {
    const current = await currentBuild(connection, namespace);
    return current !== null && current !== buildId;
  } finally {
    await connection.close();
  }
}

/**
 * Everything goes on in the build that starts here. On one machine nobody runs the old code after a change, so that this
 * needs no knowledge of what has changed. @returns how many tickets were carried over
 */
export async function takeOver(environment: Environment, buildId: string, ownsTemporal: boolean): Promise<number> {
  try {
    if (!ownsTemporal && (await isServedByOthers(environment, buildId))) return 0;
    return await carryOverIn(environment, buildId);
  } catch (error) {
    // The worker will say so, and serve all tickets without versions.
    if (error instanceof NoWorkerDeploymentsError) return 0;
    throw error;
  }
}
