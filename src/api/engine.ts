import {
  Client,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure, TypedSearchAttributes } from '@temporalio/common';
import type { CommandName } from '../domain/ticket/commands/command.ts';
import { REFUSAL_CODES, Refused, type Refusal } from '../domain/ticket/refusal.ts';
import type { CommandInput, CommandResult } from '../workflows/messages.ts';
import { searchAttributesOf } from '../workflows/search-attributes.ts';
import { TASK_QUEUE, workflowIdOf, type TicketRun } from '../workflows/ticket-run.ts';

/** How long the engine may take before it counts as away. */
const PATIENCE_MS = 5_000;

/** The engine did not answer in time. What was asked may still be carried out; asking again with the same id is safe. */
export class EngineAwayError extends Error {
  readonly code = 'engine-away';
  constructor(cause: unknown) {
    super('the engine does not answer', { cause });
    this.name = 'EngineAwayError';
  }
}

/** Tickets' workflows, as the API sees them. */
export interface Engine {
  /** Starts a ticket's workflow; one that was started before stays as it is. @throws EngineAwayError */
  start(run: TicketRun): Promise<void>;
  /**
   * Sends a command, and answers when its events are recorded. `revive` is what a ticket that has no running workflow
   * goes on from. @throws Refused @throws EngineAwayError
   */
  command(name: CommandName, input: CommandInput, revive: TicketRun): Promise<CommandResult>;
  /** @throws Error while Temporal cannot be reached */
  check(): Promise<void>;
}

export function createEngine(client: Client, { patienceMs = PATIENCE_MS } = {}): Engine {
  const patiently = <T>(work: () => Promise<T>): Promise<T> => client.withDeadline(Date.now() + patienceMs, work);

  const startOptions = (run: TicketRun) => ({
    workflowId: workflowIdOf(run.ticket.id),
    taskQueue: TASK_QUEUE,
    args: [run] as [TicketRun],
    ...(run.searchAttributes ? { typedSearchAttributes: new TypedSearchAttributes(attributesOf(run)) } : {}),
  });

  return {
    async start(run) {
      try {
        await patiently(() =>
          client.workflow.start('ticketWorkflow', {
            ...startOptions(run),
            // A ticket that lived and closed must not begin again because word of its start was lost.
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        );
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return;
        throw new EngineAwayError(error);
      }
    },

    async command(name, input, revive) {
      const options = { args: [input] as [CommandInput], updateId: input.commandId };
      const sendTo = (isRunning: boolean): Promise<CommandResult> =>
        isRunning
          ? client.workflow.getHandle(workflowIdOf(revive.ticket.id)).executeUpdate(name, options)
          : client.workflow.executeUpdateWithStart(name, {
              ...options,
              startWorkflowOperation: new WithStartWorkflowOperation('ticketWorkflow', {
                ...startOptions(revive),
                workflowIdReusePolicy: 'ALLOW_DUPLICATE',
                workflowIdConflictPolicy: 'USE_EXISTING',
              }),
            });
      try {
        return await patiently(async () => {
          try {
            return await sendTo(revive.ticket.closedAt === null);
          } catch (error) {
            if (error instanceof WorkflowNotFoundError) return sendTo(false);
            throw error;
          }
        });
      } catch (error) {
        const refusal = refusalIn(error);
        throw refusal === null ? new EngineAwayError(error) : new Refused(refusal);
      }
    },

    check: () => client.connection.withDeadline(Date.now() + patienceMs, () => client.connection.ensureConnected()),
  };
}

const attributesOf = ({ ticket }: TicketRun) =>
  searchAttributesOf(ticket).filter((pair): pair is { key: never; value: never } => pair.value !== null);

/** What the ticket itself said no to, as opposed to the engine being away. */
function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) return null;
  const { type, message, details } = error.cause;
  const code = REFUSAL_CODES.find((known) => known === type);
  if (code === undefined) return null;
  const path = (details?.[0] as { path?: string | null } | undefined)?.path;
  return { code, detail: message, ...(typeof path === 'string' ? { path } : {}) };
}
