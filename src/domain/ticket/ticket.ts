import type { Approval } from '../approvals/approval.ts';
import type { Instant } from '../calendar/instant.ts';
import type { TicketPromise } from '../promises/promise.ts';
import type { RungName } from '../promises/rung-told.ts';
import type { Phase } from './phases.ts';
import type { Template } from './templates.ts';

export const CHANNELS = ['ticket', 'chat', 'email'] as const;
/** How a request reached support (P1). */
export type Channel = (typeof CHANNELS)[number];

export const TOPICS = ['billing', 'access', 'technical', 'order', 'other'] as const;
/** What the customer says a request is about. */
export type Topic = (typeof TOPICS)[number];

export const KINDS = ['simple', 'standard', 'complex', 'non-standard'] as const;
/** What the review found a request to be; it decides the resolution estimate (P11). */
export type Kind = (typeof KINDS)[number];

export const HAND_OVER_REASONS = ['workload', 'server', 'complex'] as const;
/** Why a ticket goes to another team (P6a, P6b, P6c). */
export type HandOverReason = (typeof HAND_OVER_REASONS)[number];

export const OUTCOMES = ['confirmed', 'not-contradicted', 'no-answer', 'withdrawn'] as const;
/** How a ticket ended. */
export type Outcome = (typeof OUTCOMES)[number];

export interface HandOver {
  at: Instant;
  by: string;
  from: string;
  to: string;
  reason: HandOverReason;
  /** The message that told the customer why and what happens next (P7.3). */
  messageId: string;
  /** From when the new team works on it. */
  worksFrom: Instant;
}

export interface Consultation {
  id: string;
  askedAt: Instant;
  askedBy: string;
  team: string;
  questionId: string;
  answeredAt: Instant | null;
  answeredBy: string | null;
  answerId: string | null;
}

export interface Estimate {
  readyBy: Instant;
  givenAt: Instant;
  givenBy: string;
}

/** Somebody is silent: the customer owes an answer, or a word on the resolution. */
export interface Silence {
  since: Instant;
  /** Reminders not sent yet, in order. */
  remindAt: Instant[];
  remindersSent: number;
  closesAt: Instant;
}

/**
 * All that a ticket is, without its texts: those stay in the store and are known here by id, so that workflow history
 * holds no personal data. Plain JSON, as it travels through Temporal and PostgreSQL.
 */
export interface Ticket {
  id: string;
  /** Number of events so far; the next event gets `seq + 1`. */
  seq: number;
  phase: Phase;
  channel: Channel;
  /** The customer's id. */
  customer: string;
  /** The site of the customer's server, where hands-on work is done. */
  serviceSite: string | null;
  submittedAt: Instant;
  /** The team that holds the ticket: only it commands. */
  team: string;
  assignee: string | null;
  /** Since when the holding team has the ticket. */
  heldSince: Instant;
  kind: Kind | null;
  promises: TicketPromise[];
  handOvers: HandOver[];
  consultations: Consultation[];
  approvals: Approval[];
  estimate: Estimate | null;
  /** Set while the customer owes an answer; it pauses the promises that depend on the customer. */
  waiting: Silence | null;
  /** Set while a resolution waits for the customer's word. */
  resolved: Silence | null;
  /** The customer's oldest unanswered follow-up: it rises in every queue (P13). */
  followUpSince: Instant | null;
  /** Public messages of staff and of Kept that the customer's channel has not taken yet, oldest first. */
  undelivered: { messageId: string; template: Template | null }[];
  /** Rungs of which the channel to management has not taken the notice yet, oldest first. Older tickets have none. */
  untold?: RungName[];
  closedAt: Instant | null;
  outcome: Outcome | null;
  reopenings: number;
}
