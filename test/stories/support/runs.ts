import type { Tale } from './tale.ts';

/** One run of a ticket's workflow. */
export interface Run {
  runId: string;
  events: number;
}

/** The runs of a ticket's workflow from the first to the newest, and how long the history of each is. */
export async function runsOf(tale: Tale): Promise<Run[]> {
  const runs: Run[] = [];
  let runId: string | null = (await tale.workflow().describe()).runId;
  while (runId !== null) {
    const { events } = await tale.workflow(runId).fetchHistory();
    runs.unshift({ runId, events: events?.length ?? 0 });
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || null;
  }
  return runs;
}
