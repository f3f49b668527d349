import { isUndecided } from '../../domain/approvals/approval.ts';
import type { Actor, Role } from '../../domain/ticket/actor.ts';
import { allowedCommands } from '../../domain/ticket/commands/steps.ts';
import type { Ticket } from '../../domain/ticket/ticket.ts';
import { ASK_APPROVAL_STEP, WITHDRAW_APPROVAL_STEP } from './approval-steps.ts';
import { MESSAGE_STEP } from './conversation-step.ts';
import { RESOLVING_STEPS } from './resolving-steps.ts';
import { SPECIALIST_STEPS } from './specialist-steps.ts';
import type { Step } from './step.ts';
import { TAKING_STEPS } from './taking-steps.ts';

/** The steps that answer with the ticket. */
export const TICKET_STEPS: readonly Step[] = [...TAKING_STEPS, ...SPECIALIST_STEPS, ...RESOLVING_STEPS];

const STEPS = [MESSAGE_STEP, ...TICKET_STEPS, ASK_APPROVAL_STEP, WITHDRAW_APPROVAL_STEP];

/** Given by signal, so no command of the ticket; who exactly may is for the directory to say. */
const DECISION = 'decision';

/** What somebody may do to a ticket now, by the last part of the path to POST to. */
export function allowedSteps(ticket: Ticket, actor: Actor): string[] {
  const allowed = allowedCommands(ticket, actor);
  const steps = STEPS.filter(({ command, roles }) => roles.includes(actor.role) && allowed.includes(command)).map(
    nameOf,
  );
  const mayDecide = actor.role === 'manager' && ticket.approvals.some(isUndecided);
  return mayDecide ? [...steps, DECISION] : steps;
}

/** What a role may do at all. */
export const stepsOf = (role: Role): string[] => [
  ...STEPS.filter(({ roles }) => roles.includes(role)).map(nameOf),
  ...(role === 'manager' ? [DECISION] : []),
];

const nameOf = ({ path }: Step): string => path.slice(path.lastIndexOf('/') + 1);
