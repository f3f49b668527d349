import type { Terms } from '../domain/policy/terms.ts';
import type { Command } from '../domain/ticket/commands/command.ts';
import { decide } from '../domain/ticket/decide.ts';
import { Refused } from '../domain/ticket/refusal.ts';
import { isStaff } from '../domain/ticket/actor.ts';
import { deletePending, storePending, type MailParts } from '../store/conversation.ts';
import { countCommandsAfter, findCommand } from '../store/idempotency.ts';
import { rememberPerson } from '../store/people.ts';
import { findTicket, type StoredTicket } from '../store/tickets.ts';
import { REMEMBERED_COMMANDS } from '../workflows/ticket-run.ts';
import type { Principal } from './auth/principal.ts';
import type { ApiDependencies } from './dependencies.ts';
import { NotRunningError } from './engine.ts';
import { runOf } from './ticket-runs.ts';

/** A command with the text that belongs to it, if any. */
export interface CommandRequest {
  commandId: string;
  command: Command;
  text: { id: string; visibility: 'public' | 'internal'; body: string; mail?: MailParts } | null;
}

/**
 * Stores the command's text, sends the command, and takes the text back when the command is refused: text never travels
 * through the engine. @throws Refused @throws EngineAwayError
 */
export async function sendCommand(
  dependencies: ApiDependencies,
  principal: Principal,
  ticket: StoredTicket,
  { commandId, command, text }: CommandRequest,
): Promise<void> {
  const { store } = dependencies;
  if (await isDone(dependencies, ticket, commandId)) return;
  if (text !== null) {
    await storePending(store, { ...text, ticketId: ticket.id, author: principal });
  }
  try {
    await sendOrRevive(dependencies, ticket, commandId, command);
  } catch (error) {
    // While the engine is away the command may yet be carried out, and then needs its text.
    if (error instanceof Refused && text !== null) await deletePending(store, text.id);
    throw error;
  }
  if (isStaff(principal)) await rememberPerson(store, principal);
}

/**
 * Whether this very command was carried out for good: on a ticket that has closed since, or before more commands than a run
 * remembers. Otherwise the workflow is asked: what is recorded last may be of a task that died before it was done.
 */
async function isDone({ store }: ApiDependencies, { id, state }: StoredTicket, commandId: string): Promise<boolean> {
  const seq = await findCommand(store, id, commandId);
  if (seq === null) return false;
  return state.closedAt !== null || (await countCommandsAfter(store, id, seq)) >= REMEMBERED_COMMANDS;
}

/** To the running workflow; without one, the ticket goes on from what is recorded of it by then: it may just have closed. */
async function sendOrRevive(
  dependencies: ApiDependencies,
  ticket: StoredTicket,
  commandId: string,
  command: Command,
): Promise<void> {
  if (ticket.state.closedAt !== null) return revive(dependencies, ticket, commandId, command);
  try {
    await dependencies.engine.command(command.name, inputOf(commandId, command), ticket.id);
  } catch (error) {
    const latest = error instanceof NotRunningError ? await findTicket(dependencies.store, ticket.id) : undefined;
    if (latest === undefined) throw error;
    if (await isDone(dependencies, latest, commandId)) return;
    await revive(dependencies, latest, commandId, command);
  }
}

async function revive(
  dependencies: ApiDependencies,
  ticket: StoredTicket,
  commandId: string,
  command: Command,
): Promise<void> {
  const run = await runOf(dependencies, ticket);
  refuseIfClosed(ticket, command, run.terms);
  await dependencies.engine.commandAndRevive(command.name, inputOf(commandId, command), run);
}

const inputOf = (commandId: string, { actor, takenAt, data }: Command) => ({ commandId, actor, takenAt, data });

/** A closed ticket has no workflow, and none need be started to hear what the record already says. */
function refuseIfClosed({ state }: StoredTicket, command: Command, terms: Terms): void {
  if (state.closedAt === null) return;
  const verdict = decide(state, command, command.takenAt, { terms, hours: [] });
  if ('type' in verdict && verdict.type === 'refused') throw new Refused(verdict.refusal);
}
