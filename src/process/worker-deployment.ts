import type { Connection } from '@temporalio/client';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFault } from './start-fault.ts';

/** The name under which Temporal knows all builds of the worker together. */
const DEPLOYMENT = 'kept';

export const versionOf = (buildId: string): WorkerDeploymentVersion => ({ deploymentName: DEPLOYMENT, buildId });

/** What is asked of a connection, by clients and workers alike. */
interface Deployments {
  workflowService: Pick<
    Connection['workflowService'],
    'describeWorkerDeployment' | 'setWorkerDeploymentCurrentVersion'
  >;
}

const NOT_FOUND = 5;
const FAILED_PRECONDITION = 9;
const UNIMPLEMENTED = 12;

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

/** A server from before worker deployments. */
export class NoWorkerDeploymentsError extends StartFault {
  constructor() {
    super('This Temporal server knows no worker deployments: it needs to be 1.28 or later for worker versions.');
  }
}

/** The build that new tickets go to, or null while there is none. @throws NoWorkerDeploymentsError */
export async function currentBuild({ workflowService }: Deployments, namespace: string): Promise<string | null> {
  try {
    const { workerDeploymentInfo } = await workflowService.describeWorkerDeployment({
      namespace,
      deploymentName: DEPLOYMENT,
    });
    return workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? null;
  } catch (error) {
    if (codeOf(error) === NOT_FOUND) return null;
    if (codeOf(error) === UNIMPLEMENTED) throw new NoWorkerDeploymentsError();
    throw error;
  }
}

/** How long a worker that was started just now may take until the server has noticed it. */
const NOTICED_WITHIN_MS = 10_000;

/**
 * Sends new tickets to this build from now on, and those under way at their next step. Doing it twice changes nothing.
 * @throws StartFault when no worker of the build is there
 */
export async function makeCurrent(deployments: Deployments, namespace: string, buildId: string): Promise<void> {
  for (const deadline = Date.now() + NOTICED_WITHIN_MS; ; await sleep(200)) {
    try {
      return await setCurrent(deployments, namespace, { buildId });
    } catch (error) {
      if (codeOf(error) !== FAILED_PRECONDITION && codeOf(error) !== NOT_FOUND) throw error;
      if (Date.now() < deadline) continue;
      throw new StartFault(
        `No worker of build ${buildId} is there to take the tickets: start it with \`npm run worker\` first.`,
        { cause: error },
      );
    }
  }
}

/**
 * Sends new tickets to a build whose workers are yet to come: until then they wait for it. Tickets under way stay where they
 * are, because a version takes over a task queue only once it asks for its tasks.
 */
export const announceCurrent = (deployments: Deployments, namespace: string, buildId: string): Promise<void> =>
  setCurrent(deployments, namespace, { buildId, allowNoPollers: true, ignoreMissingTaskQueues: true });

async function setCurrent(
  { workflowService }: Deployments,
  namespace: string,
  request: { buildId: string; allowNoPollers?: boolean; ignoreMissingTaskQueues?: boolean },
): Promise<void> {
  try {
    await workflowService.setWorkerDeploymentCurrentVersion({ namespace, deploymentName: DEPLOYMENT, ...request });
  } catch (error) {
    if (codeOf(error) === UNIMPLEMENTED) throw new NoWorkerDeploymentsError();
    throw error;
  }
}
