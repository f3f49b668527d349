import {
  after,
  MINUTE,
  msBetween,
  SECOND,
  type Instant,
  type Milliseconds,
} from '../../../src/domain/calendar/instant.ts';
import type { PromiseKind } from '../../../src/domain/promises/promise.ts';
import type { EventData, EventType } from '../../../src/domain/ticket/events.ts';
import type { Template } from '../../../src/domain/ticket/templates.ts';
import type { HandOverReason, Kind } from '../../../src/domain/ticket/ticket.ts';
import type { TicketView } from '../../../src/api/schemas/ticket.ts';
import { decideApprovalSignal, type ApprovalDecision } from '../../../src/workflows/messages.ts';
import { workflowIdOf } from '../../../src/workflows/ticket-run.ts';
import { eventually } from '../../../src/scenarios/world/eventually.ts';
import type { TimeSkippingWorld } from '../../support/world/time-skipping-world.ts';
import type { Person } from '../../../src/scenarios/world/person.ts';
import { ADA, CARLA, MONA } from '../../support/world/tokens.ts';

/** Skipped time isn't exact: real milliseconds leak into it. */
export const MARGIN: Milliseconds = 2 * SECOND;

/** What a hand-over's customer reads of its agent. */
export const HAND_OVER = { explanation: 'Your server needs a look from inside.', nextStep: 'Its disks are checked.' };

type Promised = TicketView['promises'][number];
type Fields = Record<string, unknown>;

/** One event of a ticket's journal, with its data as the core has it. */
export interface Happening<T extends EventType> {
  seq: number;
  at: Instant;
  by: string;
  data: EventData[T];
}

/** One ticket in a time-skipping world: what people do to it, what time does to it, and what is told of it. */
export class Tale {
  constructor(
    readonly world: TimeSkippingWorld,
    readonly id: string,
    readonly customer: Person = CARLA,
  ) {}

  /** A request that has been sent; its acknowledgement may still be on its way. */
  static async submitted(world: TimeSkippingWorld, fields: Fields = {}, customer = CARLA): Promise<Tale> {
    return new Tale(world, (await world.people.submit(fields, customer)).id, customer);
  }

  /** A request that has been acknowledged, and waits for somebody of support to read it. */
  static async inReview(world: TimeSkippingWorld, fields: Fields = {}, customer = CARLA): Promise<Tale> {
    const tale = await Tale.submitted(world, fields, customer);
    await tale.eventually(({ phase }) => phase === 'review');
    return tale;
  }

  /** A request that was answered, reviewed and is worked on. */
  static async atWork(world: TimeSkippingWorld, kind: Kind): Promise<Tale> {
    const tale = await Tale.inReview(world);
    await tale.agentWrites();
    await tale.reviewedAs(kind);
    return tale;
  }

  agentWrites = (fields: Fields = {}, by = ADA) => this.world.people.write(by, this.id, fields);
  agentAsks = (by = ADA) => this.agentWrites({ body: 'Which one do you mean?', asksCustomer: true }, by);
  customerWrites = (body = 'And another thing.') => this.world.people.write(this.customer, this.id, { body });
  reviewedAs = (kind: Kind, by = ADA) => this.step(by, 'review', { kind });
  resolved = (by = ADA, fields: Fields = { summary: 'The charge was reversed.' }) =>
    this.step(by, 'resolution', fields);
  confirmed = (solved = true) => this.step(this.customer, 'confirmation', { solved });
  withdrawn = () => this.step(this.customer, 'withdrawal');
  takenBy = (person: Person) => this.step(person, 'take');

  forwardedTo = (team: string, by = ADA, reason: HandOverReason = 'server') =>
    this.step(by, 'forward', { ...HAND_OVER, team, reason });

  reviewedAndForwarded = (kind: Kind, team: string, reason: HandOverReason = 'server') =>
    this.step(ADA, 'review', { kind, forward: { ...HAND_OVER, team, reason } });

  estimatedAt = (readyBy: Instant, by = ADA) =>
    this.step(by, 'estimate', { readyBy, explanation: 'The parts must come first.' });

  /** Asks another team. @returns the id of the question */
  async asked(team: string, by = ADA): Promise<string> {
    const { consultations } = await this.step(by, 'consultations', { team, question: 'Is its disk full?' });
    return consultations.at(-1)!.id;
  }

  answered = (question: string, by: Person) => this.step(by, `consultations/${question}/answer`, { answer: 'No.' });

  /** Asks management for a credit of 50 EUR unless told otherwise. @returns the approval's id */
  asksApproval = (fields: Fields = {}, by = ADA) => this.world.people.ask(by, this.id, fields);

  /** Waits until the signal has become what it becomes. */
  decides = (approvalId: string, by: Person, decision: 'approve' | 'refuse' = 'approve', fields: Fields = {}) =>
    this.world.people.decide(by, this.id, approvalId, { decision, ...fields });

  /** As somebody with Temporal's command line does: nothing of ours looks at it before the workflow. */
  signals = (decision: ApprovalDecision) => this.workflow().signal(decideApprovalSignal, decision);

  approval = (approvalId: string) => this.world.people.approval(this.id, approvalId);

  private step = (by: Person, path: string, body?: object) => this.world.people.step(by, this.id, path, body);

  ticket = () => this.world.people.ticket(this.id);

  /** Waits, in real time, until the record of the ticket looks as wanted. */
  eventually = (wanted: (ticket: TicketView) => boolean): Promise<TicketView> =>
    eventually(async () => [await this.ticket()].find(wanted));

  async promise(kind: PromiseKind, cycle = 1): Promise<Promised> {
    const found = (await this.ticket()).promises.find((made) => made.kind === kind && made.cycle === cycle);
    if (found === undefined) throw new Error(`${kind} ${cycle} was not promised`);
    return found;
  }

  async dueOf(kind: PromiseKind, cycle = 1): Promise<Instant> {
    const { dueAt } = await this.promise(kind, cycle);
    if (dueAt === null) throw new Error(`${kind} ${cycle} has no due instant while its clock stands still`);
    return dueAt;
  }

  /** Everything that was promised and how it stands: `first-reply 1 kept`. */
  async promises(): Promise<string[]> {
    return (await this.ticket()).promises.map(({ kind, cycle, state }) => `${kind} ${cycle} ${state}`);
  }

  async skipTo(instant: Instant): Promise<void> {
    const ahead = msBetween(await this.world.now(), instant);
    if (ahead < 0) throw new Error(`${instant} has passed ${-ahead} ms ago`);
    await this.world.letPass(ahead);
  }

  justBefore = async (kind: PromiseKind, cycle = 1) => this.skipTo(after(await this.dueOf(kind, cycle), -MARGIN));
  /** With time to spare for a worker that has just been restarted. */
  wellBefore = async (kind: PromiseKind, cycle = 1) => this.skipTo(after(await this.dueOf(kind, cycle), -MINUTE));
  justAfter = async (kind: PromiseKind, cycle = 1) => this.skipTo(after(await this.dueOf(kind, cycle), MARGIN));

  /** What is in the journal of one type so far. */
  async happened<T extends EventType>(type: T, matching: Partial<EventData[T]> = {}): Promise<Happening<T>[]> {
    const events = (await this.world.people.journal(this.id)).filter((event) => event.type === type);
    const matches = (data: Fields) => Object.entries(matching).every(([key, value]) => data[key] === value);
    return events.filter(({ data }) => matches(data)) as unknown as Happening<T>[];
  }

  /** Waits, in real time, until something is in the journal for the first time. */
  sees = <T extends EventType>(type: T, matching: Partial<EventData[T]> = {}): Promise<Happening<T>> =>
    eventually(async () => (await this.happened(type, matching))[0]);

  /**
   * Waits until all that has happened so far is recorded: a manager's note comes after it, whoever holds the ticket. For
   * stories of what did not happen; what fell due is seen by itself, as {@link sees} does.
   */
  caughtUp = () => this.agentWrites({ visibility: 'internal' }, MONA);

  /** The automatic messages that the customer got, in order, and that all of them are in the conversation. */
  async told(): Promise<Template[]> {
    const composed = await this.happened('message.composed', { visibility: 'public' });
    const conversation = await this.world.people.conversation(this.id, this.customer);
    const ids = conversation.filter(({ automatic }) => automatic).map(({ id }) => id);
    expect(ids).toEqual(composed.map(({ data }) => data.messageId));
    return composed.map(({ data }) => data.template);
  }

  /** Whom of Kept's side the customer heard, in order: `ada`, `ada: handed-over` (her words and ours in one), `closed`. */
  async heard(): Promise<string[]> {
    const spoken = (await this.world.people.journal(this.id)).flatMap(({ type, by, data }) => {
      if (data['visibility'] !== 'public' || data['author'] === 'customer') return [];
      const { template, postscript } = data as { template?: Template; postscript?: { template: Template } };
      const words =
        type === 'message.composed' ? template : postscript === undefined ? by : `${by}: ${postscript.template}`;
      return [{ id: data['messageId'], words: String(words) }];
    });
    const conversation = await this.world.people.conversation(this.id, this.customer);
    const read = conversation.filter(({ author }) => author.role !== 'customer').map(({ id }) => id);
    expect(read).toEqual(spoken.map(({ id }) => id));
    return spoken.map(({ words }) => words);
  }

  /** The phases so far, in order. */
  phases = async () => ['submit', ...(await this.happened('phase.entered')).map(({ data }) => data.to)];

  /** What the customer reads in the message of the newest hand-over or estimate. */
  async lastWordsOf(template: Template): Promise<string> {
    const last = (await this.happened('message.added')).findLast(({ data }) => data.postscript?.template === template);
    const messages = await this.world.people.conversation(this.id, this.customer);
    return messages.find(({ id }) => id === last?.data.messageId)?.body ?? `nobody added a word of ${template}`;
  }

  /** The text of the last automatic message made from a template. */
  async textOf(template: Template): Promise<string> {
    const last = (await this.happened('message.composed', { template })).at(-1);
    const messages = await this.world.people.conversation(this.id);
    return messages.find(({ id }) => id === last?.data.messageId)?.body ?? `no message was made from ${template}`;
  }

  /** The workflow of this ticket: its newest run, or the one named. */
  workflow = (runId?: string) => this.world.client.workflow.getHandle(workflowIdOf(this.id), runId);
}
