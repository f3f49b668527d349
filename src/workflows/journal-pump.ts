import { condition, workflowInfo } from '@temporalio/workflow';
import { instantOf } from '../domain/calendar/instant.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Lane } from './lane.ts';
import { localActivities } from './local-activities.ts';

/**
 * Writes what happened into the journal. All events of one workflow task go in one local activity and one transaction;
 * while a batch is being written, later events gather into the next.
 */
export class JournalPump {
  private pending: TicketEvent[] = [];
  private commands: Record<string, number> = {};
  private recordedSeq: number;
  private isWriting = false;
  private signalsTaken = 0;

  constructor(
    private ticket: Ticket,
    private readonly policyHash: string,
    private readonly generation: number,
    private readonly lane: Lane,
  ) {
    this.recordedSeq = ticket.seq;
  }

  append(events: TicketEvent[], ticket: Ticket, commandId: string | null): void {
    this.ticket = ticket;
    this.pending.push(...events);
    if (commandId !== null) this.commands[commandId] = ticket.seq;
  }

  /** One more signal of this run has become what it becomes: whoever replaces the run repeats those that have not. */
  countSignal(): void {
    this.signalsTaken += 1;
  }

  get isFlushed(): boolean {
    return !this.isWriting && !this.hasPending;
  }

  private get hasPending(): boolean {
    return this.pending.length > 0 || Object.keys(this.commands).length > 0;
  }

  /** Waits until the event `seq`, and all before it, are in the journal. */
  async recorded(seq: number): Promise<void> {
    await condition(() => this.recordedSeq >= seq);
  }

  /** Never returns. */
  async run(): Promise<void> {
    for (;;) {
      await condition(() => this.hasPending);
      const { ticket, pending: events, commands, policyHash } = this;
      this.pending = [];
      this.commands = {};
      this.isWriting = true;
      const batch = {
        ticket,
        events,
        commands,
        policyHash,
        runId: workflowInfo().runId,
        decidedAt: instantOf(Date.now()),
        generation: this.generation,
        signalsTaken: this.signalsTaken,
      };
      await this.lane.run(() => localActivities.record(batch));
      this.isWriting = false;
      this.recordedSeq = ticket.seq;
    }
  }
}
