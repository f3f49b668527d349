import { statusOf } from '../domain/ticket/status.ts';
import { hasMissed, isOwed, isRunning } from '../domain/promises/promise.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { toJsonb } from './jsonb.ts';

/**
 * The earliest due instant of what is still owed; `null` when nothing is. What was missed and not made good stays the most
 * urgent of all. Once a resolution was sent only what still runs is pursued.
 */
export const nextDueAt = ({ promises, phase }: Pick<Ticket, 'promises' | 'phase'>): string | null =>
  promises
    .filter(phase === 'resolve' ? isRunning : isOwed)
    .flatMap(({ dueAt }) => dueAt ?? [])
    .sort()[0] ?? null;

/** The teams that still owe an answer, each once. */
const openQuestions = ({ consultations, closedAt }: Ticket): string[] =>
  closedAt === null
    ? [...new Set(consultations.flatMap(({ team, answeredAt }) => (answeredAt === null ? [team] : [])))]
    : [];

/** What lists are filtered and ordered by, taken from the ticket's state. */
export const columnsOf = (ticket: Ticket) => ({
  state: toJsonb(ticket),
  customer: ticket.customer,
  phase: ticket.phase,
  status: statusOf(ticket),
  team: ticket.team,
  assignee: ticket.assignee,
  consulted: openQuestions(ticket),
  missed: hasMissed(ticket.promises),
  follow_up_since: dateOf(ticket.followUpSince),
  next_due_at: dateOf(nextDueAt(ticket)),
  submitted_at: new Date(ticket.submittedAt),
  closed_at: dateOf(ticket.closedAt),
});

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));
