import type { UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure, setDefaultSignalHandler, setHandler, TemporalFailure } from '@temporalio/workflow';
import type { Command, CommandName } from '../domain/ticket/commands/command.ts';
import { isCommandInput } from './command-shape.ts';
import { asFailure, type LiveTicket } from './live-ticket.ts';
import {
  COMMAND_UPDATES,
  decideApprovalSignal,
  reportBounceSignal,
  ticketQuery,
  type CommandInput,
  type CommandResult,
} from './messages.ts';
import type { SignalQueue } from './signal-queue.ts';

/** Connects a ticket to all that can be sent to it. */
export function receiveMessages(live: LiveTicket, signals: SignalQueue): void {
  for (const [name, update] of Object.entries(COMMAND_UPDATES)) {
    receiveCommand(live, name as CommandName, update);
  }
  // Handlers of signals only enqueue: decisions stand in the order in which they came.
  setHandler(decideApprovalSignal, (decision) => signals.add('decideApproval', decision));
  setHandler(reportBounceSignal, (bounce) => signals.add('reportBounce', bounce));
  setDefaultSignalHandler((name, payload) => signals.add(name, payload));
  setHandler(ticketQuery, () => live.ticket);
}

type AnyCommandUpdate = UpdateDefinition<CommandResult, [CommandInput]>;

function receiveCommand(live: LiveTicket, name: CommandName, update: AnyCommandUpdate): void {
  const commandOf = ({ actor, takenAt, data }: CommandInput) => ({ name, actor, takenAt, data }) as Command;
  const handle = async (input: CommandInput): Promise<CommandResult> => {
    try {
      return await live.command(input.commandId, commandOf(input));
    } catch (error) {
      throw asTemporalFailure(error);
    }
  };
  const validate = (input: CommandInput): void => {
    if (!isCommandInput(name, input)) {
      throw ApplicationFailure.nonRetryable(`this is not the input of ${name}`, 'malformed');
    }
    const refusal = readable(() => live.refusalOf(input.commandId, commandOf(input)));
    if (refusal !== null) throw asFailure(refusal);
  };
  setHandler(update, handle, { validator: validate });
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw asTemporalFailure(error);
  }
}

/** Raw updates may hold anything. What the core cannot even read is refused, and never fails the ticket's workflow task. */
const asTemporalFailure = (error: unknown): TemporalFailure =>
  error instanceof TemporalFailure
    ? error
    : ApplicationFailure.nonRetryable(`the command cannot be read: ${String(error)}`, 'malformed');
