import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { workflowIdOf } from '../workflows/ticket-run.ts';

/** The ticket is locked meanwhile. */
const PATIENCE_MS = 1_500;

/** The run of a ticket's workflow that is under way, with the build that last worked on it; null when none is. */
export async function runningRun(
  client: Client,
  ticketId: string,
): Promise<{ runId: string; buildId: string | null } | null> {
  try {
    const { status, runId, raw } = await client.withDeadline(Date.now() + PATIENCE_MS, () =>
      client.workflow.getHandle(workflowIdOf(ticketId)).describe(),
    );
    if (status.name !== 'RUNNING') return null;
    return { runId, buildId: raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? null };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
