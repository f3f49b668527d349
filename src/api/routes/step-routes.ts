import type { FastifyRequest } from 'fastify';
import { isStaff } from '../../domain/ticket/actor.ts';
import type { Command } from '../../domain/ticket/commands/command.ts';
import { Refused, type Refusal } from '../../domain/ticket/refusal.ts';
import type { Ticket } from '../../domain/ticket/ticket.ts';
import { findCommand } from '../../store/idempotency.ts';
import { findMessage } from '../../store/conversation.ts';
import { findTicket, type StoredTicket } from '../../store/tickets.ts';
import type { App } from '../fastify-app.ts';
import type { Principal } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { EngineAwayError } from '../engine.ts';
import { ProblemError, unavailable } from '../problem.ts';
import { MessageView } from '../schemas/conversation.ts';
import { problems } from '../schemas/problems.ts';
import { ConsultationParams, TicketParams, TicketView } from '../schemas/ticket.ts';
import { sendCommand } from '../send-command.ts';
import { continueInNewTicket } from '../continue-in-new-ticket.ts';
import { viewMessage, viewTicket } from '../views.ts';
import { MESSAGE_STEP } from '../steps/conversation-step.ts';
import type { Step, StepParams } from '../steps/step.ts';
import { allowedSteps, TICKET_STEPS } from '../steps/steps.ts';
import { ticketFor } from './tickets.ts';

const REFUSALS = problems(400, 401, 403, 404, 409, 413, 415, 422, 503);

export function stepRoutes(app: App, dependencies: ApiDependencies): void {
  for (const step of TICKET_STEPS) {
    app.route({
      method: 'POST',
      url: `/v1/tickets/:id/${step.path}`,
      config: { roles: step.roles },
      schema: {
        tags: ['steps'],
        summary: step.summary,
        params: step.find === undefined ? TicketParams : ConsultationParams,
        body: step.body,
        response: { 200: TicketView, ...REFUSALS },
      },
      handler: async (request) => {
        await checkBody(dependencies, request, step);
        const ticket = await ticketFor(dependencies, request);
        await take(dependencies, request, ticket, step);
        return viewTicket((await findTicket(dependencies.store, ticket.id)) ?? ticket, request.principal);
      },
    });
  }

  app.route({
    method: 'POST',
    url: '/v1/tickets/:id/messages',
    config: { roles: MESSAGE_STEP.roles },
    schema: {
      tags: ['steps'],
      summary: MESSAGE_STEP.summary,
      params: TicketParams,
      body: MESSAGE_STEP.body,
      response: { 201: MessageView, ...REFUSALS },
    },
    handler: async (request, reply) => {
      const ticket = await ticketFor(dependencies, request);
      requireOwnVoice(request);
      const messageId = await take(dependencies, request, ticket, MESSAGE_STEP).catch((error: unknown) =>
        continueInNewTicket(dependencies, request, ticket, error),
      );
      const message = await findMessage(dependencies.store, messageId);
      return reply
        .code(201)
        .header('location', `/v1/tickets/${message.ticket_id}/conversation`)
        .send(viewMessage(message));
    },
  });
}

/** Internal notes, and questions that make the customer owe an answer, are staff's. */
function requireOwnVoice({ principal, body }: FastifyRequest): void {
  const { visibility, asksCustomer } = body as { visibility: string; asksCustomer: boolean };
  if (isStaff(principal) || (visibility === 'public' && !asksCustomer)) return;
  throw new ProblemError('forbidden', 'customers write public messages, which ask nothing of themselves');
}

/** Before the ticket is looked for: a fault of the body is told first. Where there is a ticket, with what may be done. */
async function checkBody(dependencies: ApiDependencies, request: FastifyRequest, step: Step): Promise<void> {
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
async function take(
  dependencies: ApiDependencies,
  request: FastifyRequest,
  ticket: StoredTicket,
  step: Step,
): Promise<string> {
  const { principal, commandId, body } = request;
  const { id, role, teams } = principal;
  const takenAt = await dependencies.clock.now();
  const text = step.text?.(body) ?? null;
  const data = step.data(body, commandId, request.params as StepParams);
  const command = { name: step.command, actor: { id, role, teams }, takenAt, data } as Command;
  try {
    step.find?.(ticket.state, request.params as StepParams, principal);
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

async function problemOf(
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

const asProblem = ({ code, detail, path }: Refusal): ProblemError =>
  new ProblemError(code, detail, path === undefined ? {} : { errors: [{ path, message: detail }] });

/** A refusal says where the ticket stands, and what the caller may do instead. */
function inTicket(error: unknown, ticket: Ticket, principal: Principal): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { code, message, extras } = error;
  return new ProblemError(code, message, {
    ...extras,
    phase: ticket.phase,
    allowedSteps: allowedSteps(ticket, principal),
  });
}
