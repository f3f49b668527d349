import { after, msBetween, type Instant, type Milliseconds } from '../../domain/calendar/instant.ts';
import { CAST, type StoryActor } from '../story/actor.ts';
import type { Action, Breakdown } from '../story/actions.ts';
import { nameOfTicket } from '../story/consistency.ts';
import type { Story } from '../story/story.ts';
import type { Person } from '../world/person.ts';
import type { StoryWorld } from '../world/story-world.ts';
import { untilQuiet } from './until-quiet.ts';

/** A ticket of a story. */
export interface StoryTicket {
  /** As the story calls it. */
  name: string;
  id: string;
  customer: Person;
  byMail: boolean;
  /** What the customer has written and Kept has taken, in order. */
  sent: string[];
}

/** What a fault can take away for a time. */
type Part = 'worker' | 'mail server';

/** Where one story is played: its people, its tickets, its time, and what is broken on purpose. */
export class Stage {
  readonly tickets: StoryTicket[] = [];
  /** How customers who follow a ticket live leave it, by who and ticket. */
  readonly watching = new Map<string, () => void>();
  /** What is broken on purpose, and until when. */
  private readonly outages = new Map<Part, Instant>();

  constructor(
    readonly world: StoryWorld,
    private readonly story: Story,
  ) {}

  actor(name: string): StoryActor {
    const actor = this.story.actors[name] ?? CAST[name];
    if (actor === undefined) throw new Error(`the story has nobody called ${name}`);
    return actor;
  }

  person(name: string): Person {
    const actor = this.actor(name);
    const called = name.charAt(0).toUpperCase() + name.slice(1);
    switch (actor.role) {
      case 'customer':
        // Who writes by mail is known by their address alone.
        return actor.mail === undefined
          ? { id: name, name: called, role: 'customer', teams: [] }
          : { id: this.world.customerIdOf(actor.mail), name: called, role: 'customer', teams: [], address: actor.mail };
      case 'agent':
        return { id: name, name: called, role: 'agent', teams: actor.teams };
      case 'manager':
        return { id: actor.id, name: called, role: 'manager', teams: [] };
      default:
        return actor satisfies never;
    }
  }

  /** Of somebody whom the story knows, or who is called by their id. */
  idOf(name: string): string {
    return name in this.story.actors || name in CAST ? this.person(name).id : name;
  }

  /** How everybody is called, by the id that the journal has. */
  names(): Record<string, string> {
    const everybody = [...Object.keys(CAST), ...Object.keys(this.story.actors)].map((name) => this.person(name));
    return Object.fromEntries(everybody.map(({ id, name }) => [id, name]));
  }

  /** A ticket was submitted. @param name `null` where the story gives it none */
  add({ name, ...ticket }: Pick<StoryTicket, 'id' | 'customer' | 'byMail'> & { name: string | null }): void {
    this.tickets.push({ ...ticket, name: name ?? nameOfTicket(this.tickets.length + 1), sent: [] });
  }

  /** What was said to a ticket that closed long ago began a new one, which is the newest from then on. */
  goOn({ customer, byMail }: StoryTicket, id: string): void {
    this.add({ name: null, id, customer, byMail });
  }

  /** The newest, or the one that the story names. @throws Error when there is none */
  ticket(name: string | null): StoryTicket {
    const found = name === null ? this.tickets.at(-1) : this.tickets.find((ticket) => ticket.name === name);
    if (found !== undefined) return found;
    throw new Error(name === null ? 'nobody has submitted a ticket yet' : `no ticket was submitted as ${name}`);
  }

  /** Remembers what a customer wrote and was taken: none of it may be lost. */
  noteSent(action: Action, ticketName: string | null): void {
    const words = wordsOfCustomer(action);
    if (words !== null) this.ticket(ticketName).sent.push(words);
  }

  /**
   * Lets time pass until an instant; what was broken for so long is mended on the way.
   * @returns how late it is then: what is done takes real time, and the server's clock goes on meanwhile
   */
  async skipTo(instant: Instant): Promise<Milliseconds> {
    // An outage may have begun some leaked milliseconds late, and ends by the step that comes when it should end.
    const by = after(instant, this.story.tolerance);
    for (let outage = this.nextMended(); outage !== undefined && outage.until <= by; outage = this.nextMended()) {
      await this.pass(outage.until);
      this.outages.delete(outage.part);
      await this.mend(outage.part);
    }
    return this.pass(instant);
  }

  private async pass(instant: Instant): Promise<Milliseconds> {
    const ahead = Math.max(0, msBetween(await this.world.now(), instant));
    if (this.isWorkerAway) await this.world.letPassUnattended(ahead);
    else if (!(await this.world.letPass(ahead))) {
      throw new Error('something fell due and did not come: a ticket stands still');
    }
    return Math.max(0, msBetween(instant, await this.world.now()));
  }

  get isWorkerAway(): boolean {
    return this.outages.has('worker');
  }

  /** Waits until what was set going has come to its end, as far as it will. */
  async settle(): Promise<void> {
    if (!this.isWorkerAway) await untilQuiet(this.world.store, this.outages.has('mail server'));
  }

  /** @throws Error when a worker is to be restarted that is down */
  async breakDown(fault: Breakdown): Promise<void> {
    if (fault.type === 'worker-restarted') {
      if (this.isWorkerAway) throw new Error('the worker is down, and comes back by itself');
      return this.world.restartWorker();
    }
    const part = fault.type === 'worker-down' ? 'worker' : 'mail server';
    const until = after(await this.world.now(), fault.forMs);
    const known = this.outages.get(part);
    // What breaks while it is broken is away until the later end.
    this.outages.set(part, known === undefined || known < until ? until : known);
    if (known === undefined) await (part === 'worker' ? this.world.stopWorker() : this.world.inbox.stop());
  }

  private mend(part: Part): Promise<void> {
    return part === 'worker' ? this.world.startWorker() : this.world.inbox.listen();
  }

  /** The outage that ends first. */
  private nextMended(): { part: Part; until: Instant } | undefined {
    const [first] = [...this.outages].sort(([, one], [, other]) => (one < other ? -1 : 1));
    return first === undefined ? undefined : { part: first[0], until: first[1] };
  }

  end(): void {
    for (const leave of this.watching.values()) leave();
  }
}

function wordsOfCustomer({ name, data }: Action): string | null {
  switch (name) {
    case 'submit':
      return data.body;
    case 'write':
    case 'reopen':
    case 'confirm':
    case 'contradict':
    case 'withdraw':
      return data;
    default:
      return null;
  }
}
