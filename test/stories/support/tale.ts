import { after, msBetween, SECOND, type Instant, type Milliseconds } from '../../../src/domain/calendar/instant.ts';
import type { PromiseKind } from '../../../src/domain/promises/promise.ts';
import type { EventData, EventType } from '../../../src/domain/ticket/events.ts';
import type { Template } from '../../../src/domain/ticket/templates.ts';
import type { Kind } from '../../../src/domain/ticket/ticket.ts';
import type { TicketView } from '../../../src/api/schemas/ticket.ts';
import { workflowIdOf } from '../../../src/workflows/ticket-run.ts';
import { eventually } from '../../support/world/eventually.ts';
import type { TimeSkippingWorld } from '../../support/world/time-skipping-world.ts';
import { ADA, CARLA, type Person } from '../../support/world/tokens.ts';

/** Skipped time isn't exact: real milliseconds leak into it. */
export const MARGIN: Milliseconds = 2 * SECOND;

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

  agentWrites = (fields: Fields = {}) => this.world.people.write(ADA, this.id, fields);
  agentAsks = () => this.agentWrites({ body: 'Which invoice do you mean?', asksCustomer: true });
  customerWrites = (body = 'And another thing.') => this.world.people.write(this.customer, this.id, { body });
  reviewedAs = (kind: Kind) => this.world.people.step(ADA, this.id, 'review', { kind });
  resolved = () => this.world.people.step(ADA, this.id, 'resolution', { summary: 'The charge was reversed.' });
  confirmed = (solved = true) => this.world.people.step(this.customer, this.id, 'confirmation', { solved });
  withdrawn = () => this.world.people.step(this.customer, this.id, 'withdrawal');

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
   * Waits until all that has happened so far is recorded: a note among colleagues comes after it. For stories of what did
   * not happen; what fell due is seen by itself, as {@link sees} does.
   */
  caughtUp = () => this.agentWrites({ visibility: 'internal' });

  /** The automatic messages that the customer got, in order, and that all of them are in the conversation. */
  async told(): Promise<Template[]> {
    const composed = await this.happened('message.composed', { visibility: 'public' });
    const conversation = await this.world.people.conversation(this.id, this.customer);
    const ids = conversation.filter(({ automatic }) => automatic).map(({ id }) => id);
    expect(ids).toEqual(composed.map(({ data }) => data.messageId));
    return composed.map(({ data }) => data.template);
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
