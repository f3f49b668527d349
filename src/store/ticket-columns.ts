import { isRunning } from '../domain/promises/promise.ts';
import { statusOf } from '../domain/ticket/status.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';

/** When the next promise of a ticket falls due; `null` when none runs. Queues are ordered by it. */
const nextDueAt = ({ promises }: Ticket): string | null =>
  promises
    .filter(isRunning)
    .flatMap(({ dueAt }) => dueAt ?? [])
    .sort()[0] ?? null;

/** What lists are filtered and ordered by, taken from the ticket's state. */
export const columnsOf = (ticket: Ticket) => ({
  state: JSON.stringify(ticket),
  customer: ticket.customer,
  phase: ticket.phase,
  status: statusOf(ticket),
  team: ticket.team,
  assignee: ticket.assignee,
  missed: ticket.promises.some(({ state }) => state === 'missed'),
  follow_up_since: dateOf(ticket.followUpSince),
  next_due_at: dateOf(nextDueAt(ticket)),
  submitted_at: new Date(ticket.submittedAt),
});

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));
