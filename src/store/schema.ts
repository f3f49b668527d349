import type { ApprovalState, Via } from '../domain/approvals/approval.ts';
import type { AdmittedFile } from '../domain/attachments/admit-files.ts';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import type { ApprovedRequest } from '../domain/grants/approved-request.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { Locale } from '../domain/policy/words.ts';
import type { Told } from '../domain/management/who-is-there.ts';

import type { PromiseKind, TicketPromise } from '../domain/promises/promise.ts';
import type { DigestContent } from '../domain/reports/digest.ts';
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
  /** Where mail reaches them, in lower case; `null` where no address is known. */
  customer_email: string | null;
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
  /** How many signals of the run had become what they became; runs of older code did not count. */
  signalsTaken?: number;
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
  /** The Message-ID of the mail by which it came or went. */
  mail_id: Generated<string | null>;
  /** When the customer's channel accepted it. */
  sent_at: Generated<Date | null>;
  /** What a mail held besides: quoted text and signatures. */
  folded: Generated<string | null>;
  stored_at: Generated<Date>;
}

export interface JournalRow {
  ticket_id: string;
  seq: number;
  at: Date;
  type: string;
  by: string;
  /** The ticket's link by which they came. */
  link: string | null;
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
  /** Where mail reaches them. */
  address: string | null;
}

/** A request to management, as its inbox has it; all else of it is in the ticket's state. */
export interface ApprovalRow {
  id: string;
  ticket_id: string;
  state: ApprovalState;
  /** Orders the inbox: see `placeOf`. */
  place: number;
}

/** What a manager said, with the comment. */
export interface DecisionRow {
  id: string;
  ticket_id: string;
  approval_id: string;
  decided_by: string;
  /** Who their token was about, where that is another id of theirs. */
  subject: string | null;
  decision: 'approve' | 'refuse';
  comment: string | null;
  comment_for_customer: boolean;
  via: Via;
  stored_at: Generated<Date>;
}

/** An issued note; a trigger refuses to change or delete one. What the columns mean: `domain/grants/credit-note.ts`. */
export interface CreditNoteRow {
  number: string;
  /** What `number` was made from. */
  count: number;
  issued_at: Date;
  issued_on: string;
  locale: Locale;
  company_name: string;
  support_address: string;
  ticket_id: string;
  ticket_number: number;
  approval_id: string;
  customer: string;
  customer_name: string;
  country: string;
  currency: string;
  minor_units: number;
  net: number;
  vat_percent: ColumnType<string, number, never>;
  vat: number;
  gross: number;
  rounding: string;
  approved_by: string[];
}

/** One row: how many notes there are, and the day of the last. */
export interface CreditNoteSeriesRow {
  last_count: number;
  /** Before the first note `-infinity`, which as text is before every day. */
  last_issued_on: string;
}

/** Something beyond the rules that management allowed a customer. */
export interface GrantedExceptionRow {
  approval_id: string;
  ticket_id: string;
  type: Exclude<ApprovedRequest['type'], 'billing-credit'>;
  customer: string;
  valid_from: Date;
  /** `null` for ever. */
  valid_until: Date | null;
  approved_by: string[];
}

/** Written as an instant, read as a date. */
type Timestamp = ColumnType<Date, Instant, Instant>;

/** A promise by itself, as reports count it. Triggers write it with the journal. */
export interface PromiseFactRow {
  ticket_id: string;
  kind: PromiseKind;
  cycle: number;
  /** Whose it was to keep. */
  team: string;
  made_at: Timestamp;
  due_at: Timestamp | null;
  state: Generated<TicketPromise['state']>;
  settled_at: Timestamp | null;
  reestimated: Generated<boolean>;
  /** How late a miss was noticed. */
  lateness_ms: number | null;
  /** From when on its outcome was known: a miss, when it was noticed; `null` while it runs. */
  decided_at: Timestamp | null;
}

/** What management was told of a week. */
export interface DigestRow {
  /** By its name in ISO 8601: `2026-W48`. */
  week: string;
  content: JSONColumnType<DigestContent>;
  text: string;
  written_at: Date;
  /** Until it was handed over, it waits for that. */
  sent_at: Date | null;
}

/** A link by which a customer without an account opens their ticket; its token is never kept. */
export interface TicketLinkRow {
  id: string;
  ticket_id: string;
  made_by: string;
  made_at: Generated<Date>;
  expires_at: Date;
  revoked_by: string | null;
  revoked_at: Date | null;
}

/** A file that came with a message: kept, or refused with the reason. */
export interface AttachmentRow {
  id: string;
  ticket_id: string;
  message_id: string;
  /** Its place among the files of its message. */
  position: number;
  file_name: string;
  content_type: string;
  size: number;
  sha256: string | null;
  content: Buffer | null;
  refused: AdmittedFile['refused'];
}

/** A mail as it came, and what became of it. */
export interface IncomingMailRow {
  id: string;
  received_at: Generated<Date>;
  source: 'smtp' | 'imap';
  envelope_from: string;
  envelope_to: string[];
  raw: Buffer;
  state: Generated<'waiting' | 'opened' | 'joined' | 'duplicate' | 'automatic' | 'bounce' | 'held' | 'refused'>;
  reason: Generated<string | null>;
  /** The address of whoever says to have written it, once it was read. */
  sender: Generated<string | null>;
  subject: Generated<string | null>;
  /** By which a copy of it is recognised. */
  mail_key: Generated<string | null>;
  ticket_id: Generated<string | null>;
  tries: Generated<number>;
  next_try_at: Generated<Date>;
  settled_at: Generated<Date | null>;
  /** Who let it through when it was held. */
  released_by: Generated<string | null>;
}

/** An address that mail came back from for good. */
export interface RefusedAddressRow {
  address: string;
  reason: string;
  refused_at: Generated<Date>;
}

/** How far the customer of a chat has read. */
export interface ChatReadingRow {
  ticket_id: string;
  /** The last event that a live stream of theirs was handed. */
  seq: number;
  /** When such a stream was last open. */
  seen_at: Date;
}

/** Who is told of events by HTTP. */
export interface WebhookRow {
  id: string;
  url: string;
  /** What signs what is sent there. */
  secret: string;
  /** Types of events, or their beginnings: `promise.missed`, `promise.*`, `*`. */
  events: string[];
  description: string | null;
  made_by: string;
  made_at: Generated<Date>;
  /** How often in a row sending failed. */
  failures: Generated<number>;
  /** Until then it rests, or somebody is sending there. */
  next_try_at: Generated<Date>;
  disabled_at: Generated<Date | null>;
  disabled_reason: Generated<string | null>;
  /** When staff was told that it is disabled. */
  told_at: Generated<Date | null>;
}

/** One event on its way to a webhook. */
export interface WebhookDeliveryRow {
  number: Generated<number>;
  webhook: string;
  /** The same for the same event, whoever is told of it and however often. */
  event_id: string;
  ticket_id: string;
  seq: number;
  type: string;
  payload: string;
  made_at: Generated<Date>;
  tries: Generated<number>;
  first_tried_at: Generated<Date | null>;
  next_try_at: Generated<Date>;
  /** What came of the last try. */
  outcome: Generated<string | null>;
  delivered_at: Generated<Date | null>;
}

export interface Database {
  webhooks: WebhookRow;
  webhook_deliveries: WebhookDeliveryRow;
  chat_readings: ChatReadingRow;
  attachments: AttachmentRow;
  incoming_mails: IncomingMailRow;
  refused_addresses: RefusedAddressRow;
  approvals: ApprovalRow;
  decisions: DecisionRow;
  tickets: TicketRow;
  messages: MessageRow;
  journal: JournalRow;
  commands: CommandRow;
  idempotency: IdempotencyRow;
  policies: PolicyRow;
  people: PersonRow;
  credit_notes: CreditNoteRow;
  credit_note_series: CreditNoteSeriesRow;
  granted_exceptions: GrantedExceptionRow;
  notices: NoticeRow;
  promise_facts: PromiseFactRow;
  digests: DigestRow;
  ticket_links: TicketLinkRow;
}
