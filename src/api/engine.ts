import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure, TypedSearchAttributes } from '@temporalio/common';
import type { CommandName } from '../domain/ticket/commands/command.ts';
import { REFUSAL_CODES, Refused, type Refusal } from '../domain/ticket/refusal.ts';
import type { ApprovalDecision, Bounce, CommandInput, CommandResult } from '../workflows/messages.ts';
import { searchAttributesOf } from '../workflows/search-attributes.ts';
import { Turns } from './turns.ts';
import { TASK_QUEUE, workflowIdOf, type TicketRun } from '../workflows/ticket-run.ts';

const DECIDE_APPROVAL = 'decideApproval';
const REPORT_BOUNCE = 'reportBounce';

/** How long the engine may take before it counts as away: the whole answer is due within 5 s. */
const PATIENCE_MS = 4_500;

/** A start that takes longer is left to the relay: the customer's request is stored already, and should be answered. */
const START_PATIENCE_MS = 2_000;

/** The server takes ten updates of one workflow at once, and lets the client wait for longer and longer with any more. */
const UPDATES_AT_ONCE = 6;

/** What the server says of an update that came while a workflow task was ending: nothing was done, and it may be sent again. */
const NOT_PROCESSED = 'UnprocessedUpdate';
const RETRY_PAUSE_MS = 50;

/** What it says of one that was begun in a run that ended: it goes on in the next, by the same id. */
const COMPLETED_MEANWHILE = 'AcceptedUpdateCompletedWorkflow';

/** The engine did not answer in time. What was asked may still be carried out; asking again with the same id is safe. */
export class EngineAwayError extends Error {
  readonly code = 'engine-away';
  constructor(cause: unknown) {
    super('the engine does not answer', { cause });
    this.name = 'EngineAwayError';
  }
}

/** The ticket has no running workflow: it has closed, or its start or its workflow was lost. */
export class NotRunningError extends EngineAwayError {}

/** Tickets' workflows, as the API sees them. */
export interface Engine {
  /** Starts a ticket's workflow; one that was started before stays as it is. @throws EngineAwayError */
  start(run: TicketRun): Promise<void>;
  /** Starts a ticket's workflow anew in the place of the one that runs, if one does. @returns its run @throws EngineAwayError */
  replace(run: TicketRun): Promise<void>;
  /** Sends a command, and answers when its events are recorded. @throws Refused @throws NotRunningError @throws EngineAwayError */
  command(name: CommandName, input: CommandInput, ticketId: string): Promise<CommandResult>;
  /** The same, starting the ticket's workflow from `run` when none is running. @throws Refused @throws EngineAwayError */
  commandAndRevive(name: CommandName, input: CommandInput, run: TicketRun): Promise<CommandResult>;
  /** Sends a manager's decision as the signal that it is, before the instant `until` (ms since 1970). @throws NotRunningError @throws EngineAwayError */
  decide(decision: ApprovalDecision, ticketId: string, until: number): Promise<void>;
  /** The same, starting the ticket's workflow from `run` when none is running. @throws EngineAwayError */
  decideAndRevive(decision: ApprovalDecision, run: TicketRun, until: number): Promise<void>;
  /** Tells a ticket that a mail of it came back. @throws NotRunningError @throws EngineAwayError */
  reportBounce(ticketId: string, bounce: Bounce): Promise<void>;
  /** @throws Error while Temporal cannot be reached */
  check(): Promise<void>;
}

export function createEngine(client: Client, { patienceMs = PATIENCE_MS } = {}): Engine {
  const patiently = <T>(work: () => Promise<T>, ms = patienceMs): Promise<T> =>
    client.withDeadline(Date.now() + ms, work);

  const startOptions = (run: TicketRun) => ({
    workflowId: workflowIdOf(run.ticket.id),
    taskQueue: TASK_QUEUE,
    args: [run] as [TicketRun],
    ...(run.searchAttributes ? { typedSearchAttributes: new TypedSearchAttributes(attributesOf(run)) } : {}),
  });

  const updateOptions = (input: CommandInput) => ({ args: [input] as [CommandInput], updateId: input.commandId });

  const turns = new Turns(UPDATES_AT_ONCE);

  const signalling = async (until: number, send: () => Promise<unknown>): Promise<void> => {
    try {
      await client.withDeadline(until, send);
    } catch (error) {
      throw error instanceof WorkflowNotFoundError ? new NotRunningError(error) : new EngineAwayError(error);
    }
  };

  const answerOf = (ticketId: string, send: () => Promise<CommandResult>): Promise<CommandResult> => {
    const until = Date.now() + patienceMs;
    return turns.take(ticketId, async () => {
      for (;;) {
        try {
          return await client.withDeadline(until, send);
        } catch (error) {
          if (error instanceof WorkflowNotFoundError || failureTypeOf(error) === COMPLETED_MEANWHILE) {
            throw new NotRunningError(error);
          }
          if (failureTypeOf(error) === NOT_PROCESSED && Date.now() + RETRY_PAUSE_MS < until) {
            await sleep(RETRY_PAUSE_MS);
            continue;
          }
          const refusal = refusalIn(error);
          throw refusal === null ? new EngineAwayError(error) : new Refused(refusal);
        }
      }
    });
  };

  return {
    async start(run) {
      try {
        await patiently(
          () =>
            client.workflow.start('ticketWorkflow', {
              ...startOptions(run),
              // A ticket that lived and closed must not begin again because word of its start was lost.
              workflowIdReusePolicy: 'REJECT_DUPLICATE',
              workflowIdConflictPolicy: 'USE_EXISTING',
            }),
          Math.min(patienceMs, START_PATIENCE_MS),
        );
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return;
        throw new EngineAwayError(error);
      }
    },

    async replace(run) {
      try {
        await patiently(
          () =>
            client.workflow.start('ticketWorkflow', {
              ...startOptions(run),
              workflowIdReusePolicy: 'ALLOW_DUPLICATE',
              workflowIdConflictPolicy: 'TERMINATE_EXISTING',
            }),
          Math.min(patienceMs, START_PATIENCE_MS),
        );
      } catch (error) {
        throw new EngineAwayError(error);
      }
    },

    command: (name, input, ticketId) =>
      answerOf(ticketId, () =>
        client.workflow.getHandle(workflowIdOf(ticketId)).executeUpdate(name, updateOptions(input)),
      ),

    commandAndRevive: (name, input, run) =>
      answerOf(run.ticket.id, () =>
        client.workflow.executeUpdateWithStart(name, {
          ...updateOptions(input),
          startWorkflowOperation: new WithStartWorkflowOperation('ticketWorkflow', {
            ...startOptions(run),
            workflowIdReusePolicy: 'ALLOW_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        }),
      ),

    decide: (decision, ticketId, until) =>
      signalling(until, () => client.workflow.getHandle(workflowIdOf(ticketId)).signal(DECIDE_APPROVAL, decision)),

    decideAndRevive: (decision, run, until) =>
      signalling(until, () =>
        client.workflow.signalWithStart('ticketWorkflow', {
          ...startOptions(run),
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          signal: DECIDE_APPROVAL,
          signalArgs: [decision],
        }),
      ),

    reportBounce: (ticketId, bounce) =>
      signalling(Date.now() + patienceMs, () =>
        client.workflow.getHandle(workflowIdOf(ticketId)).signal(REPORT_BOUNCE, bounce),
      ),

    // Asked anew each time: a connection remembers for good that it was once made.
    check: async () => {
      await patiently(() => client.workflowService.getSystemInfo({}));
    },
  };
}

const attributesOf = ({ ticket }: TicketRun) =>
  searchAttributesOf(ticket).filter((pair): pair is { key: never; value: never } => pair.value !== null);

const failureIn = (error: unknown): ApplicationFailure | null =>
  error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure ? error.cause : null;

const failureTypeOf = (error: unknown): string | null => failureIn(error)?.type ?? null;

/** What the ticket itself said no to, as opposed to the engine being away. */
function refusalIn(error: unknown): Refusal | null {
  const failure = failureIn(error);
  if (failure === null) return null;
  const { type, message, details } = failure;
  const code = REFUSAL_CODES.find((known) => known === type);
  if (code === undefined) return null;
  const path = (details?.[0] as { path?: string | null } | undefined)?.path;
  return { code, detail: message, ...(typeof path === 'string' ? { path } : {}) };
}
