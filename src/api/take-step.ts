import type { FastifyRequest } from 'fastify';
import type { Command } from '../domain/ticket/commands/command.ts';
import { Refused, type Refusal } from '../domain/ticket/refusal.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { findCommand } from '../store/idempotency.ts';
import { findTicket, type StoredTicket } from '../store/tickets.ts';
import type { Principal } from './auth/principal.ts';
import type { ApiDependencies } from './dependencies.ts';
import { EngineAwayError } from './engine.ts';
import { ProblemError, unavailable } from './problem.ts';
import { sendCommand } from './send-command.ts';
import { ticketFor } from './ticket-for.ts';
import type { Step, StepParams } from './steps/step.ts';
import { allowedSteps } from './steps/steps.ts';

/** Before the ticket is looked for: a fault of the body is told first. Where there is a ticket, with what may be done. */
export async function checkBody(dependencies: ApiDependencies, request: FastifyRequest, step: Step): Promise<void> {
  const { current, clock } = dependencies;
  const now = await clock.now();
  try {
    step.check?.(request.body, { current, now });
  } catch (error) {
    const ticket = await ticketFor(dependencies, request).catch(() => undefined);
    // Sent again after it was carried out: what was true then may have passed since.
    if (ticket !== undefined && (await findCommand(dependencies.store, ticket.id, request.commandId)) !== null) return;
    throw ticket === undefined ? error : inTicket(error, ticket.state, request.principal);
  }
}

/** Takes one step. @returns the id of the text that came with it */
export async function takeStep(
  dependencies: ApiDependencies,
  request: FastifyRequest,
  ticket: StoredTicket,
  step: Step,
): Promise<string> {
  const { principal, commandId, body } = request;
  const { id, role, teams, link } = principal;
  const takenAt = await dependencies.clock.now();
  const text = step.text?.(body) ?? null;
  const policy = await dependencies.policies.find(ticket.policy_hash);
  try {
    step.find?.(ticket.state, request.params as StepParams, principal);
    const data = step.data(body, commandId, request.params as StepParams, { country: ticket.country, policy });
    const command = {
      name: step.command,
      actor: { id, role, teams, ...(link === undefined ? {} : { link }) },
      takenAt,
      data,
    } as Command;
    await sendCommand(dependencies, principal, ticket, {
      commandId,
      command,
      text: text === null ? null : { id: commandId, ...text },
    });
  } catch (error) {
    throw await problemOf(dependencies, request, ticket, error);
  }
  return commandId;
}

export async function problemOf(
  { store }: ApiDependencies,
  { principal, log }: FastifyRequest,
  ticket: StoredTicket,
  error: unknown,
) {
  if (error instanceof EngineAwayError) {
    log.warn({ err: error.cause }, 'the engine is away');
    return unavailable(
      'the engine does not answer; the step may still be carried out, and is safe to repeat with its Idempotency-Key',
    );
  }
  const { state } = (await findTicket(store, ticket.id)) ?? ticket;
  return inTicket(error instanceof Refused ? asProblem(error.refusal) : error, state, principal);
}

export const asProblem = ({ code, detail, path }: Refusal): ProblemError =>
  new ProblemError(code, detail, path === undefined ? {} : { errors: [{ path, message: detail }] });

/** A refusal says where the ticket stands, and what the caller may do instead. */
export function inTicket(error: unknown, ticket: Ticket, principal: Principal): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { code, message, extras } = error;
  return new ProblemError(code, message, {
    ...extras,
    phase: ticket.phase,
    allowedSteps: allowedSteps(ticket, principal),
  });
}
