import { condition, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import { instantOf } from '../domain/calendar/instant.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Lane } from './lane.ts';

const { record } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '2s',
  // A backoff beyond this is a timer of the server: a database that is away does not hold the workflow task.
  localRetryThreshold: '100ms',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/**
 * Writes what happened into the journal. All events of one workflow task go in one local activity and one transaction;
 * while a batch is being written, later events gather into the next.
 */
export class JournalPump {
  private pending: TicketEvent[] = [];
  private commands: Record<string, number> = {};
  private recordedSeq: number;
  private isWriting = false;

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
      };
      await this.lane.run(() => record(batch));
      this.isWriting = false;
      this.recordedSeq = ticket.seq;
    }
  }
}
