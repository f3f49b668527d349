import type { Generated, JSONColumnType } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Told } from '../domain/management/who-is-there.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { PromiseKind } from '../domain/promises/promise.ts';
import type { Role } from '../domain/ticket/actor.ts';
import type { Phase } from '../domain/ticket/phases.ts';
import type { Status } from '../domain/ticket/status.ts';
import type { Ticket, Topic } from '../domain/ticket/ticket.ts';

/** A ticket: what the workflow knows of it (`state`), what only people need, and the columns that lists are made from. */
export interface TicketRow {
  id: string;
  /** For people: in subjects, on the telephone. */
  number: Generated<number>;
  state: JSONColumnType<Ticket>;
  subject: string;
  topic: Topic | null;
  service: JSONColumnType<Service | null, string | null, string | null>;
  locale: string;
  time_zone: string;
  country: string | null;
  policy_hash: string;
  /** The closed ticket that this one goes on from. */
  continues: string | null;
  recorded_by: JSONColumnType<RecordedBy | null, string | null, string | null>;
  /** For each time that the end of the journal was replaced, the first number that was given anew. */
  rewound_to: Generated<number[]>;
  /** How often its runs were replaced by others that start from the record; runs of earlier generations record nothing. */
  generation: Generated<number>;
  /** Until its workflow has been started, a ticket waits for the relay. */
  workflow_started: Generated<boolean>;
  customer: string;
  phase: Phase;
  status: Status;
  team: string;
  assignee: string | null;
  /** Teams with an unanswered question about it. */
  consulted: Generated<string[]>;
  missed: boolean;
  follow_up_since: Date | null;
  next_due_at: Date | null;
  submitted_at: Date;
  closed_at: Date | null;
}

/** Who recorded a ticket last: the workflow run, and the instant at which it decided. */
export interface RecordedBy {
  runId: string;
  decidedAt: Instant;
}

/** What the customer's request is about. */
export interface Service {
  kind: 'vps' | 'dedicated' | 'shared' | 'other';
  id: string;
  site: string | null;
}

/** A message is stored pending, invisible, before its command is sent; the journal's transaction publishes it. */
export interface MessageRow {
  id: string;
  ticket_id: string;
  /** The sequence of the event that published it: its place in the conversation. */
  seq: number | null;
  at: Date | null;
  author_role: Role | 'system';
  author_id: string;
  author_name: string;
  visibility: 'public' | 'internal';
  body: string;
  /** What Kept added below it when it was published. */
  postscript: string | null;
  stored_at: Generated<Date>;
}

export interface JournalRow {
  ticket_id: string;
  seq: number;
  at: Date;
  type: string;
  by: string;
  data: JSONColumnType<object>;
  /** The workflow run that recorded it; `null` for what intake wrote. */
  run_id: string | null;
  recorded_at: Generated<Date>;
}

/** A command that was carried out: the same id changes nothing more. */
export interface CommandRow {
  ticket_id: string;
  command_id: string;
  seq: number;
}

/** A request with an `Idempotency-Key`, and its answer once there is one. */
export interface IdempotencyRow {
  key: string;
  body_hash: string;
  status: number | null;
  body: string | null;
  begun_at: Generated<Date>;
}

export interface PolicyRow {
  hash: string;
  policy: JSONColumnType<Policy>;
  stored_at: Generated<Date>;
}

/** A word to management about a rung of a promise: once per ticket, promise and rung. */
export interface NoticeRow {
  id: string;
  ticket_id: string;
  /** The event that it tells of; `null` for a moment while that is forgotten. */
  seq: number | null;
  kind: PromiseKind;
  cycle: number;
  rung: number;
  due_at: Date;
  fired_at: Date;
  lateness_ms: number;
  recipients: JSONColumnType<Told[]>;
  /** Who owes what was promised. */
  team: string;
  made_at: Generated<Date>;
  /** When the channel took it; `null` before, and where it was given up. */
  sent_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
}

/** Display names by id, as tokens last told them. */
export interface PersonRow {
  id: string;
  name: string;
}

export interface Database {
  tickets: TicketRow;
  messages: MessageRow;
  journal: JournalRow;
  commands: CommandRow;
  idempotency: IdempotencyRow;
  policies: PolicyRow;
  people: PersonRow;
  notices: NoticeRow;
}
