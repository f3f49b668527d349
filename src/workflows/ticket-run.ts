import type { Terms } from '../domain/policy/terms.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';

/** Everything a run of a ticket's workflow starts from: at intake, when a closed ticket reopens, and on continuing as new. */
export interface TicketRun {
  /** The ticket as it was last recorded. */
  ticket: Ticket;
  /** What the policy that the ticket is pinned to says to a workflow. */
  terms: Terms;
  /** The policy's own hash, by which activities find the whole of it. */
  policyHash: string;
  /** Whether the server knows our search attributes: upserting one it does not know stalls a workflow. */
  searchAttributes: boolean;
  /** The run continues as new after so many history events, or earlier when the server suggests it. */
  continueAfterEvents: number;
  /** Commands answered lately, by id: Temporal forgets update ids between runs. */
  answered: Record<string, number>;
  /** How often runs were replaced by others that start from the record. Runs begun before that was counted have none. */
  generation?: number;
}

/** How many answered commands a run knows of: more than can be on their way at once. */
export const REMEMBERED_COMMANDS = 100;

/** How a ticket's workflow ended. */
export interface TicketEnd {
  outcome: Ticket['outcome'];
  seq: number;
}

const PREFIX = 'ticket-';

export const workflowIdOf = (ticketId: string): string => `${PREFIX}${ticketId}`;

export const TASK_QUEUE = 'tickets';
