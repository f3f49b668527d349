import type { Client } from '@temporalio/client';
import { optionalTsToDate } from '@temporalio/common/lib/time';
import type { RecordedBy } from '../store/schema.ts';
import { workflowIdOf } from '../workflows/ticket-run.ts';

/**
 * Sends a ticket's new run what the old one received and did not live to record. Of commands the sender hears that they
 * failed, and sends them again; whoever sent a signal has been told that it arrived.
 */
export async function repeatSignals(
  client: Client,
  of: { ticketId: string; oldRunId: string; lastRecorded: RecordedBy | null },
): Promise<void> {
  const { ticketId, oldRunId, lastRecorded } = of;
  const workflowId = workflowIdOf(ticketId);
  const { namespace } = client.options;
  const recordedUntil = lastRecorded?.runId === oldRunId ? Date.parse(lastRecorded.decidedAt) : 0;
  const { events = [] } = await client.workflow.getHandle(workflowId, oldRunId).fetchHistory();
  let taken = lastRecorded?.runId === oldRunId ? lastRecorded.signalsTaken : 0;
  for (const { workflowExecutionSignaledEventAttributes: signal, eventTime } of events ?? []) {
    if (signal === null || signal === undefined) continue;
    const arrivedAt = optionalTsToDate(eventTime)?.getTime() ?? 0;
    // Runs take them in the order of their history. Older code did not count, and what it recorded later it had taken.
    const isTaken = taken === undefined ? arrivedAt <= recordedUntil : taken > 0;
    if (taken !== undefined && taken > 0) taken -= 1;
    if (isTaken) continue;
    // Its payload as it came: what cannot be decoded must arrive, too, and be refused in the journal.
    await client.workflowService.signalWorkflowExecution({
      namespace,
      workflowExecution: { workflowId },
      signalName: signal.signalName,
      input: signal.input,
      identity: signal.identity,
    });
  }
}
