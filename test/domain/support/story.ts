import { after, type Instant, type Milliseconds } from '../../../src/domain/calendar/instant.ts';
import type { PromiseKind, TicketPromise } from '../../../src/domain/promises/promise.ts';
import type { Command, CommandName } from '../../../src/domain/ticket/commands/command.ts';
import { allowedCommands } from '../../../src/domain/ticket/commands/steps.ts';
import { decide, occur, type Decision, type Occurrence, type Verdict } from '../../../src/domain/ticket/decide.ts';
import type { Facts } from '../../../src/domain/ticket/draft.ts';
import { nextDeadline } from '../../../src/domain/ticket/elapse.ts';
import type { EventType, TicketEvent } from '../../../src/domain/ticket/events.ts';
import type { Template } from '../../../src/domain/ticket/templates.ts';
import type { Refusal } from '../../../src/domain/ticket/refusal.ts';
import { statusOf, type Status } from '../../../src/domain/ticket/status.ts';
import { submitTicket, type Submission } from '../../../src/domain/ticket/submit-ticket.ts';
import type { Ticket } from '../../../src/domain/ticket/ticket.ts';
import { actorCalled, NAMES, type Name } from './cast.ts';
import { HoursLibrary } from './hours-library.ts';
import { voice, type Say, type Voice } from './voice.ts';
import { berlin, durationOf, when } from './when.ts';

type Voices<R> = { readonly [N in Name]: Voice<R> };

/** How a story begins. `at`: when the customer wrote; a Monday that is a holiday nowhere, unless said otherwise. */
export type Beginning = Partial<Pick<Submission, 'channel' | 'serviceSite'> & { at: string }>;

/**
 * A ticket's life, told step by step. Every step gives a new story, so that one beginning can end in several ways. No
 * timer fires unless the story sleeps: with `at` and `later` the engine is away until something happens.
 */
export class Story implements Voices<Story> {
  declare readonly customer: Voice<Story>;
  declare readonly stranger: Voice<Story>;
  declare readonly agent: Voice<Story>;
  declare readonly colleague: Voice<Story>;
  declare readonly biller: Voice<Story>;
  declare readonly technician: Voice<Story>;
  declare readonly sysadmin: Voice<Story>;
  declare readonly allRounder: Voice<Story>;
  declare readonly manager: Voice<Story>;

  private constructor(
    readonly ticket: Ticket,
    readonly events: TicketEvent[],
    /** The events of the last step. */
    readonly step: TicketEvent[],
    readonly now: Instant,
    private readonly library: HoursLibrary,
    private readonly takenAt: Instant | null = null,
  ) {
    Object.assign(
      this,
      this.voices((command) => this.decided(this.ask(command))),
    );
  }

  static begin({ at = '2026-06-08 10:00', channel = 'ticket', serviceSite = null }: Beginning = {}): Story {
    const takenAt = berlin(at);
    const library = new HoursLibrary();
    const { ticket, events } = library.answer(takenAt, (facts) =>
      submitTicket(
        { id: 'ticket-1', channel, customer: 'customer-1', serviceSite, messageId: 'first', takenAt },
        facts,
      ),
    );
    return new Story(ticket, events, events, takenAt, library);
  }

  /** Time passes unattended. */
  at(text: string): Story {
    const now = when(text, this.now);
    if (now < this.now) throw new Error(`${text} is before ${this.now}`);
    return new Story(this.ticket, this.events, this.step, now, this.library);
  }

  later(span: string | Milliseconds): Story {
    return this.at(after(this.now, typeof span === 'number' ? span : durationOf(span)));
  }

  /** Time passes and every timer fires at its very instant, the last one at `text` included. */
  sleepsUntil(text: string): Story {
    const until = when(text, this.now);
    const next = nextDeadline(this.ticket);
    if (next === null || next > until) return this.at(until);
    return this.at(next > this.now ? next : this.now)
      .wakes()
      .sleepsUntil(until);
  }

  sleeps(span: string): Story {
    return this.sleepsUntil(after(this.now, durationOf(span)));
  }

  /** The timer fires now, however late. */
  wakes(): Story {
    return this.happens({ name: 'timePassed' });
  }

  /** The channels accept everything that waits to be sent. */
  delivered(): Story {
    return this.happens({ name: 'deliverySettled', messageIds: this.unsent(), failure: null });
  }

  deliveryFails(): Story {
    return this.happens({ name: 'deliverySettled', messageIds: this.unsent(), failure: 'mailbox full' });
  }

  happens(occurrence: Occurrence): Story {
    return this.decided(this.answer((facts) => occur(this.ticket, occurrence, this.now, facts)));
  }

  /** What follows was taken from the customer at an earlier instant (or claims a later one). */
  takenEarlier(at: string): Story {
    return new Story(this.ticket, this.events, this.step, this.now, this.library, when(at, this.now));
  }

  /** A step in which nothing happened. */
  unchanged(): Story {
    return new Story(this.ticket, this.events, [], this.now, this.library);
  }

  /** Asks whether something would be done: `allowed`, or the code of the refusal. Nothing changes. */
  get tries(): Voices<string> {
    return this.voices((command) => {
      const verdict = this.ask(command);
      return verdict.type === 'refused' ? verdict.refusal.code : 'allowed';
    });
  }

  get refusals(): Voices<Refusal> {
    return this.voices((command) => {
      const verdict = this.ask(command);
      if (verdict.type === 'refused') return verdict.refusal;
      throw new Error(`${command.name} was allowed`);
    });
  }

  allowed(name: Name): CommandName[] {
    return allowedCommands(this.ticket, actorCalled(name));
  }

  get status(): Status {
    return statusOf(this.ticket);
  }

  get nextDeadline(): Instant | null {
    return nextDeadline(this.ticket);
  }

  /** The latest promise of a kind, or the one of a cycle. */
  promise(kind: PromiseKind, cycle?: number): TicketPromise {
    const found = this.promises(kind).findLast((promise) => cycle === undefined || promise.cycle === cycle);
    if (found === undefined) throw new Error(`no ${kind} ${cycle ?? ''} was promised`);
    return found;
  }

  promises(kind: PromiseKind): TicketPromise[] {
    return this.ticket.promises.filter((promise) => promise.kind === kind);
  }

  /** Events of a type, of the whole story. */
  all<T extends EventType>(type: T): TicketEvent<T>[] {
    return this.events.filter((event) => event.type === type) as TicketEvent<T>[];
  }

  /** The automatic messages of a template, of the whole story. */
  composed(template: Template) {
    return this.all('message.composed').filter(({ data }) => data.template === template);
  }

  /** What Kept added below people's own words, of the whole story. */
  postscripts(template: Template) {
    return this.all('message.added').flatMap(({ data }) =>
      data.postscript?.template === template ? [{ visibility: data.visibility, ...data.postscript }] : [],
    );
  }

  private unsent(): string[] {
    return this.ticket.undelivered.map(({ messageId }) => messageId);
  }

  private voices<R>(say: (command: Command) => R): Voices<R> {
    const next = `message-${this.ticket.seq + 1}`;
    const speaking =
      (who: Name): Say<R> =>
      (name, data) =>
        say({ name, actor: actorCalled(who), takenAt: this.takenAt ?? this.now, data } as Command);
    return Object.fromEntries(NAMES.map((who) => [who, voice(speaking(who), this.now, next)])) as Voices<R>;
  }

  ask(command: Command): Exclude<Verdict, Error> {
    return this.answer((facts) => decide(this.ticket, command, this.now, facts));
  }

  private answer(ask: (facts: Facts) => Verdict): Exclude<Verdict, Error> {
    return this.library.answer<Exclude<Verdict, Error>>(this.now, ask);
  }

  private decided(verdict: Exclude<Verdict, Error>): Story {
    if (verdict.type === 'refused') throw new Error(`refused: ${verdict.refusal.code}`);
    const { ticket, events }: Decision = verdict;
    return new Story(ticket, [...this.events, ...events], events, this.now, this.library);
  }
}

/** A customer has just written. */
export const aTicket = (beginning?: Beginning): Story => Story.begin(beginning);

/** A customer has just written and been told that the request arrived. */
export const anAcknowledgedTicket = (beginning?: Beginning): Story => Story.begin(beginning).delivered();
