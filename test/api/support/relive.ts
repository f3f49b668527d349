import type { Command } from '../../../src/domain/ticket/commands/command.ts';
import { decide } from '../../../src/domain/ticket/decide.ts';
import { storePending } from '../../../src/store/conversation.ts';
import { recordJournal } from '../../../src/store/record-journal.ts';
import { findTicket } from '../../../src/store/tickets.ts';
import type { TimeSkippingWorld } from '../../support/world/time-skipping-world.ts';
import type { Person } from '../../../src/scenarios/world/person.ts';

/**
 * A workflow task that is lived again and again: each life begins from the ticket as it is now, and records what somebody
 * wrote in place of what the lives before it did.
 */
export async function taskOn({ store, dependencies, now }: TimeSkippingWorld, ticketId: string) {
  const { policy, terms } = dependencies.current;
  const { state } = (await findTicket(store, ticketId))!;
  const begun = Date.parse(await now());
  let lives = 0;
  return {
    /** Where the task began. */
    seq: state.seq,
    /** @returns the number of the last event */
    live: async (...writers: Person[]): Promise<number> => {
      lives += 1;
      const decidedAt = new Date(begun + lives).toISOString();
      let ticket = state;
      const events = [];
      for (const [turn, who] of writers.entries()) {
        const messageId = `${ticketId}-life-${lives}-${turn}`;
        await storePending(store, { id: messageId, ticketId, author: who, visibility: 'public', body: messageId });
        const data = { messageId, visibility: 'public' as const, asksCustomer: false };
        const command: Command<'addMessage'> = { name: 'addMessage', actor: who, takenAt: decidedAt, data };
        const verdict = decide(ticket, command, decidedAt, { terms, hours: [] });
        if (!('type' in verdict) || verdict.type !== 'decided') throw new Error('the message was not accepted');
        ticket = verdict.ticket;
        events.push(...verdict.events);
      }
      await recordJournal(store, policy, { ticket, events, commands: {}, runId: 'this-run', decidedAt, generation: 0 });
      return ticket.seq;
    },
  };
}
