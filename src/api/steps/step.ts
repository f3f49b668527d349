import type { z } from 'zod';
import type { Instant } from '../../domain/calendar/instant.ts';
import type { Policy } from '../../domain/policy/schema.ts';
import type { CurrentPolicy } from '../dependencies.ts';
import type { Actor, Role } from '../../domain/ticket/actor.ts';
import type { CommandData, CommandName } from '../../domain/ticket/commands/command.ts';
import type { Ticket } from '../../domain/ticket/ticket.ts';

/** A text that comes with a step, and who may read it. */
export interface StepText {
  visibility: 'public' | 'internal';
  body: string;
}

/** The parts of the path that name something. */
export interface StepParams {
  id: string;
  /** A consultation's. */
  cid?: string;
  /** An approval's. */
  approvalId?: string;
}

/** What a body is checked against besides its schema: the policy for new decisions, and the API's now. */
export interface StepContext {
  current: CurrentPolicy;
  now: Instant;
}

/** What a command may need to know of its ticket: who it is for, and the policy that it is pinned to. */
export interface TicketContext {
  country: string | null;
  policy: Policy;
}

/** One step of a ticket's life over HTTP: `POST /v1/tickets/{id}/<path>`. */
export interface Step<N extends CommandName = CommandName, B extends z.ZodType = z.ZodType> {
  path: string;
  summary: string;
  roles: readonly Role[];
  command: N;
  body: B;
  /** @throws ProblemError when a field is at fault that no schema can see */
  check?: (body: z.infer<B>, context: StepContext) => void;
  /** @throws ProblemError when the path names what the ticket does not have, or what is not for this actor */
  find?: (ticket: Ticket, params: StepParams, actor: Actor) => void;
  /** The text that is stored before the command is sent. */
  text?: (body: z.infer<B>) => StepText | null;
  /** The command, with the id of its text. */
  data: (body: z.infer<B>, messageId: string, params: StepParams, context: TicketContext) => CommandData[N];
}

export const step = <N extends CommandName, B extends z.ZodType>(definition: Step<N, B>): Step => definition;
