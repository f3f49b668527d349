import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Actor } from '../domain/ticket/actor.ts';
import type { CommandData, CommandName } from '../domain/ticket/commands/command.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';

/** A command as it travels. `commandId` makes it idempotent: the same id is carried out once, also after continue-as-new. */
export interface CommandInput<N extends CommandName = CommandName> {
  commandId: string;
  actor: Actor;
  takenAt: Instant;
  data: CommandData[N];
}

/** What an update answers, once its events are recorded: the sequence of its last event. */
export interface CommandResult {
  seq: number;
}

const defineCommand = <N extends CommandName>(name: N) => defineUpdate<CommandResult, [CommandInput<N>]>(name);

/**
 * Commands of agents and customers are updates, not signals: whoever sends one must hear at once whether it was lawful,
 * and a refused one must leave no trace.
 */
export const addMessageUpdate = defineCommand('addMessage');
export const takeTicketUpdate = defineCommand('takeTicket');
export const releaseTicketUpdate = defineCommand('releaseTicket');
export const assignTicketUpdate = defineCommand('assignTicket');
export const reviewTicketUpdate = defineCommand('reviewTicket');
export const forwardTicketUpdate = defineCommand('forwardTicket');
export const askConsultationUpdate = defineCommand('askConsultation');
export const answerConsultationUpdate = defineCommand('answerConsultation');
export const giveEstimateUpdate = defineCommand('giveEstimate');
export const askApprovalUpdate = defineCommand('askApproval');
export const withdrawApprovalUpdate = defineCommand('withdrawApproval');
export const resolveTicketUpdate = defineCommand('resolveTicket');
export const confirmResolutionUpdate = defineCommand('confirmResolution');
export const withdrawTicketUpdate = defineCommand('withdrawTicket');

/** Every update, by the name of its command. */
export const COMMAND_UPDATES = {
  addMessage: addMessageUpdate,
  takeTicket: takeTicketUpdate,
  releaseTicket: releaseTicketUpdate,
  assignTicket: assignTicketUpdate,
  reviewTicket: reviewTicketUpdate,
  forwardTicket: forwardTicketUpdate,
  askConsultation: askConsultationUpdate,
  answerConsultation: answerConsultationUpdate,
  giveEstimate: giveEstimateUpdate,
  askApproval: askApprovalUpdate,
  withdrawApproval: withdrawApprovalUpdate,
  resolveTicket: resolveTicketUpdate,
  confirmResolution: confirmResolutionUpdate,
  withdrawTicket: withdrawTicketUpdate,
} as const satisfies { [N in CommandName]: unknown };

/**
 * A manager's decision (P15). A signal, so that it can be given from Temporal's own command line; the API sends the same, and
 * keeps the comment out of it.
 */
export interface ApprovalDecision {
  approvalId: string;
  decision: 'approve' | 'refuse';
  /** The manager, as the directory names them. */
  by: string;
  comment?: string;
  /** Whether the customer reads the comment; otherwise it is for staff. */
  commentForCustomer?: boolean;
  /** Of a decision that the API has stored before it sent this. */
  decisionId?: string;
}
export const decideApprovalSignal = defineSignal<[ApprovalDecision]>('decideApproval');

/** A mail of the ticket came back: a signal, as nobody waits for what comes of it. */
export interface Bounce {
  /** What the mail server said. */
  reason: string;
}
export const reportBounceSignal = defineSignal<[Bounce]>('reportBounce');

/** The whole ticket as the workflow holds it. For people at Temporal's UI: Kept itself reads from PostgreSQL. */
export const ticketQuery = defineQuery<Ticket>('ticket');
