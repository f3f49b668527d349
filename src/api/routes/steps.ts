import { z } from 'zod';
import type { Actor, Role } from '../../domain/ticket/actor.ts';
import type { CommandData, CommandName } from '../../domain/ticket/commands/command.ts';
import { allowedCommands } from '../../domain/ticket/commands/steps.ts';
import { KINDS, type Ticket } from '../../domain/ticket/ticket.ts';
import { CUSTOMER, EVERYBODY, STAFF } from '../auth/principal.ts';
import { Body, Id, Line } from '../schemas/parts.ts';

/** A text that comes with a step, and who may read it. */
interface StepText {
  visibility: 'public' | 'internal';
  body: string;
}

/** One step of a ticket's life over HTTP: `POST /v1/tickets/{id}/<path>`. */
export interface Step<N extends CommandName = CommandName, B extends z.ZodType = z.ZodType> {
  path: string;
  summary: string;
  roles: readonly Role[];
  command: N;
  body: B;
  /** The text that is stored before the command is sent. */
  text?: (body: z.infer<B>) => StepText | null;
  /** The command, with the id of its text. */
  data: (body: z.infer<B>, messageId: string) => CommandData[N];
}

const step = <N extends CommandName, B extends z.ZodType>(definition: Step<N, B>): Step => definition;

const Nothing = z.strictObject({}).nullish();

const NewMessage = z.strictObject({
  body: Body,
  visibility: z.enum(['public', 'internal']).default('public'),
  asksCustomer: z.boolean().default(false).describe('The customer owes an answer: clocks that depend on it stop'),
});

/** A comment that may be left out. */
const optionalText = (body: string | undefined): StepText | null =>
  body === undefined ? null : { visibility: 'public', body };

export const MESSAGE_STEP = step({
  path: 'messages',
  summary: 'Writes into the conversation',
  roles: EVERYBODY,
  command: 'addMessage',
  body: NewMessage.refine(({ visibility, asksCustomer }) => !(asksCustomer && visibility === 'internal'), {
    path: ['asksCustomer'],
    message: 'expected a public message: an internal note asks the customer nothing',
  }),
  text: ({ visibility, body }) => ({ visibility, body }),
  data: ({ visibility, asksCustomer }, messageId) => ({ visibility, asksCustomer, messageId }),
});

/** The steps that answer with the ticket. */
export const TICKET_STEPS: readonly Step[] = [
  step({
    path: 'take',
    summary: 'Takes the ticket',
    roles: STAFF,
    command: 'takeTicket',
    body: Nothing,
    data: () => ({}),
  }),
  step({
    path: 'release',
    summary: 'Gives the ticket back to its team',
    roles: STAFF,
    command: 'releaseTicket',
    body: Nothing,
    data: () => ({}),
  }),
  step({
    path: 'assignment',
    summary: 'Gives the ticket to a member of the team',
    roles: STAFF,
    command: 'assignTicket',
    body: z.strictObject({ assignee: Id }),
    data: ({ assignee }) => ({ assignee }),
  }),
  step({
    path: 'review',
    summary: 'Decides what kind of request it is, and with that what the customer may expect',
    roles: STAFF,
    command: 'reviewTicket',
    body: z.strictObject({ kind: z.enum(KINDS) }),
    data: ({ kind }) => ({ kind }),
  }),
  step({
    path: 'resolution',
    summary: 'Sends the solution and asks the customer to confirm it',
    roles: STAFF,
    command: 'resolveTicket',
    body: z.strictObject({ summary: Line, details: Body.optional() }),
    text: ({ summary, details }) => ({
      visibility: 'public',
      body: details === undefined ? summary : `${summary}\n\n${details}`,
    }),
    data: (_body, messageId) => ({ messageId }),
  }),
  step({
    path: 'confirmation',
    summary: 'Says whether the solution solved it',
    roles: CUSTOMER,
    command: 'confirmResolution',
    body: z.strictObject({ solved: z.boolean(), comment: Body.optional() }),
    text: ({ comment }) => optionalText(comment),
    data: ({ solved, comment }, messageId) => ({ solved, messageId: comment === undefined ? null : messageId }),
  }),
  step({
    path: 'withdrawal',
    summary: 'Withdraws the request',
    roles: CUSTOMER,
    command: 'withdrawTicket',
    body: z.strictObject({ reason: Body.optional() }).nullish(),
    text: (body) => optionalText(body?.reason),
    data: (body, messageId) => ({ messageId: body?.reason === undefined ? null : messageId }),
  }),
];

const STEPS = [MESSAGE_STEP, ...TICKET_STEPS];

/** What somebody may do to a ticket now, by the last part of the path to POST to. */
export function allowedSteps(ticket: Ticket, actor: Actor): string[] {
  const allowed = allowedCommands(ticket, actor);
  return STEPS.filter(({ command, roles }) => roles.includes(actor.role) && allowed.includes(command)).map(
    ({ path }) => path,
  );
}

/** What a role may do at all. */
export const stepsOf = (role: Role): string[] =>
  STEPS.filter(({ roles }) => roles.includes(role)).map(({ path }) => path);
