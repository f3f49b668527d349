import type { ApprovalType, Money, VatRate, Via } from '../approvals/approval.ts';
import type { Instant, Milliseconds } from '../calendar/instant.ts';
import type { ClockRef, PromiseKind, Remainder, Rung } from '../promises/promise.ts';
import type { RungName } from '../promises/rung-told.ts';
import type { Role } from './actor.ts';
import type { Arrow } from './phases.ts';
import type { Postscript, Template, TemplateValues } from './templates.ts';
import type { Channel, HandOverReason, Kind, Outcome } from './ticket.ts';

/** Which promise an event is about. */
interface PromiseRef {
  kind: PromiseKind;
  cycle: number;
}

/** How punctually a rung was told: `dueAt` is the rung's own instant. */
interface Firing extends PromiseRef {
  rung: number;
  dueAt: Instant;
  firedAt: Instant;
  latenessMs: Milliseconds;
}

/** A manager's word; its comment is known to the store by `decisionId`. */
interface ApprovalDecision {
  approvalId: string;
  decisionId: string;
  decision: 'approve' | 'refuse';
  via: Via;
}

/** What happened to a ticket, by type. Free text is never here: messages are known by id. */
export interface EventData {
  'ticket.submitted': {
    id: string;
    channel: Channel;
    customer: string;
    serviceSite: string | null;
    team: string;
  };
  'message.added': {
    messageId: string;
    author: Role;
    visibility: 'public' | 'internal';
    asksCustomer: boolean;
    /** What Kept adds below the author's words. */
    postscript?: Postscript;
  };
  'message.composed': {
    messageId: string;
    visibility: 'public' | 'internal';
    template: Template;
    values: TemplateValues;
  };
  'delivery.accepted': { messageIds: string[] };
  'delivery.failed': { messageIds: string[]; reason: string };
  'phase.entered': Arrow;
  'ticket.taken': { assignee: string };
  'ticket.released': { assignee: string };
  'ticket.assigned': { assignee: string; previous: string | null };
  'ticket.reviewed': { kind: Kind };
  'ticket.handed-over': {
    from: string;
    to: string;
    reason: HandOverReason;
    messageId: string;
    worksFrom: Instant;
  };
  'consultation.asked': { consultationId: string; team: string; messageId: string };
  'consultation.answered': { consultationId: string; messageId: string };
  'estimate.given': { readyBy: Instant; messageId: string };
  'waiting.began': { remindAt: Instant[]; closesAt: Instant };
  'waiting.ended': { since: Instant };
  'reminder.sent': { about: 'answer' | 'confirmation'; number: number; dueAt: Instant };
  'ticket.resolved': { messageId: string; remindAt: Instant[]; closesAt: Instant };
  'ticket.returned': { team: string };
  'ticket.closed': { outcome: Outcome };
  'ticket.reopened': { team: string };
  'promise.made': PromiseRef & {
    madeAt: Instant;
    dueAt: Instant;
    clock: ClockRef;
    rungs: Rung[];
    subject: string | null;
  };
  'promise.warned': Firing;
  'promise.missed': Firing;
  'promise.kept': PromiseRef & { dueAt: Instant | null };
  'promise.settled': PromiseRef & { dueAt: Instant; lateByMs: Milliseconds };
  'promise.withdrawn': PromiseRef & { reason: WithdrawalReason };
  'promise.paused': PromiseRef & { due: Remainder | null; rungs: (Remainder & { percent: number })[] };
  'promise.resumed': PromiseRef & { dueAt: Instant | null; rungs: { percent: number; at: Instant }[] };
  'approval.asked': {
    approvalId: string;
    type: ApprovalType;
    amount: Money | null;
    vat: VatRate | null;
    /** The internal note that says why. */
    messageId: string;
    dueAt: Instant;
    expiresAt: Instant;
  };
  'approval.decided': ApprovalDecision & {
    /** What the approval is by it. */
    state: 'partly-approved' | 'approved' | 'refused';
    level: number;
    onBehalfOf: string | null;
  };
  /** A decision that may not stand: it changes nothing. */
  'approval.decision-refused': ApprovalDecision & { code: string; reason: string };
  'approval.expired': { approvalId: string; dueAt: Instant };
  'approval.withdrawn': { approvalId: string; reason: 'closed' | 'ticket-withdrawn' | 'withdrawn' };
  'approval.carried-out': { approvalId: string; creditNote: string | null; validUntil: Instant | null };
  'approval.not-carried-out': { approvalId: string; reason: string };
  /** The channel to management took these notices; with a failure, it was given up. */
  'management.told': { notices: RungName[]; failure: string | null };
  'signal.refused': { signal: string; code: string; reason: string };
}

export type WithdrawalReason =
  | 'ticket-withdrawn'
  | 'resolved'
  | 'closed'
  | 'approval-withdrawn'
  | 'approval-expired'
  | 'handed-over'
  | 'reviewed-again'
  | 're-estimated';

export type EventType = keyof EventData;

/** One line of the journal. `by` is the id of who did it, or `system`; `link` the ticket's link that they came by, if any. */
export type TicketEvent<T extends EventType = EventType> = {
  [K in T]: { type: K; at: Instant; by: string; link?: string; data: EventData[K] };
}[T];
