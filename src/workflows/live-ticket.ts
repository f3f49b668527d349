import { ApplicationFailure, condition, upsertSearchAttributes } from '@temporalio/workflow';
import { instantOf, type Instant } from '../domain/calendar/instant.ts';
import { NeedsMoreHours } from '../domain/calendar/opening-hours.ts';
import type { Command } from '../domain/ticket/commands/command.ts';
import { decide, occur, type Decision, type Occurrence, type Verdict } from '../domain/ticket/decide.ts';
import type { Terms } from '../domain/policy/terms.ts';
import type { Facts } from '../domain/ticket/draft.ts';
import { nextDeadline } from '../domain/ticket/elapse.ts';
import type { Phase } from '../domain/ticket/phases.ts';
import type { Refusal } from '../domain/ticket/refusal.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { JournalPump } from './journal-pump.ts';
import { Lane } from './lane.ts';
import type { CommandResult } from './messages.ts';
import { OpeningHoursCache } from './opening-hours-cache.ts';
import type { Departure } from './phases/departure.ts';
import { changedSearchAttributes } from './search-attributes.ts';
import { REMEMBERED_COMMANDS, type TicketRun } from './ticket-run.ts';

/** By the workflow's own clock: the only "now" there is. */
export const workflowNow = (): Instant => instantOf(Date.now());

/** A refusal on its way to whoever sent the command. */
export const asFailure = ({ code, detail, path }: Refusal): ApplicationFailure =>
  ApplicationFailure.nonRetryable(detail, code, { path: path ?? null });

/** A ticket that lives in a workflow: decides in the pure core, and makes what was decided so. */
export class LiveTicket {
  readonly journal: JournalPump;
  /** The next instant at which something happens by itself. */
  deadline: Instant | null;
  /** Local activities of the ticket run through it. */
  readonly lane = new Lane();
  private current: Ticket;
  private readonly hours: OpeningHoursCache;
  private readonly answered: Map<string, number>;
  /** Phases entered, in order, that the story of the phases has not followed yet. */
  private readonly departures: (Phase | 'closed')[] = [];

  constructor(private readonly run: TicketRun) {
    this.current = run.ticket;
    this.deadline = nextDeadline(run.ticket);
    this.journal = new JournalPump(run.ticket, run.policyHash, run.generation ?? 0, this.lane);
    this.hours = new OpeningHoursCache(run.policyHash, run.terms.openingHoursHorizon, this.lane);
    this.answered = new Map(Object.entries(run.answered));
  }

  get ticket(): Ticket {
    return this.current;
  }

  get isClosed(): boolean {
    return this.current.closedAt !== null;
  }

  /** What the next run starts from. */
  get nextRun(): TicketRun {
    return { ...this.run, ticket: this.current, answered: Object.fromEntries(this.answered) };
  }

  get terms(): Terms {
    return this.run.terms;
  }

  private get facts(): Facts {
    return { terms: this.terms, hours: this.hours.known };
  }

  /** Whether a command would be refused now. Without any effect: this is what an update's validator may ask. */
  refusalOf(commandId: string, command: Command): Refusal | null {
    if (this.answered.has(commandId)) return null;
    const verdict = decide(this.current, command, workflowNow(), this.facts);
    return 'type' in verdict && verdict.type === 'refused' ? verdict.refusal : null;
  }

  /**
   * Carries a command out once, and answers when its events are recorded.
   * @throws ApplicationFailure with the refusal's code as its type
   */
  async command(commandId: string, command: Command): Promise<CommandResult> {
    if (!this.answered.has(commandId)) {
      await this.settle(() => decide(this.current, command, workflowNow(), this.facts), commandId);
    }
    const seq = this.answered.get(commandId) ?? this.current.seq;
    await this.journal.recorded(seq);
    return { seq };
  }

  /** Lets something happen that nobody commanded. */
  async occur(occurrence: Occurrence): Promise<void> {
    await this.settle(() => occur(this.current, occurrence, workflowNow(), this.facts), null);
  }

  /** The story of the phases is taken up where the ticket is now. */
  takeUpStory(): Phase {
    this.departures.length = 0;
    return this.current.phase;
  }

  /** Waits for the next phase after `phase`. Phases passed through within one step are told one by one. */
  async departure<P extends Phase>(phase: P): Promise<Departure<P>> {
    await condition(() => this.departures.length > 0);
    const next = this.departures.shift();
    if (next === undefined) throw new Error(`phase ${phase} ended without a next one`);
    return next as Departure<P>;
  }

  /**
   * Decides as often as it takes: with more opening hours, and on the ticket as it is once they are known. What was decided
   * is applied with no await between, so that the ticket decided on is the ticket changed.
   */
  private async settle(verdictOf: () => Verdict, commandId: string | null): Promise<void> {
    for (;;) {
      const verdict = verdictOf();
      if (!(verdict instanceof NeedsMoreHours)) {
        if (verdict.type === 'refused') throw asFailure(verdict.refusal);
        return this.apply(verdict, commandId);
      }
      await this.hours.fetch(verdict, workflowNow());
    }
  }

  private apply({ events, ticket }: Decision, commandId: string | null): void {
    const before = this.current;
    this.current = ticket;
    this.deadline = nextDeadline(ticket);
    if (commandId !== null) this.remember(commandId, ticket.seq);
    if (events.length > 0 || commandId !== null) this.journal.append(events, ticket, commandId);
    for (const event of events) {
      if (event.type === 'phase.entered') this.departures.push(event.data.to);
      if (event.type === 'ticket.closed') this.departures.push('closed');
    }
    const changed = this.run.searchAttributes ? changedSearchAttributes(before, ticket) : [];
    if (changed.length > 0) upsertSearchAttributes(changed);
  }

  private remember(commandId: string, seq: number): void {
    this.answered.set(commandId, seq);
    const [oldest] = this.answered.keys();
    if (this.answered.size > REMEMBERED_COMMANDS && oldest !== undefined) this.answered.delete(oldest);
  }
}
