import { epochOf, instantOf, type Instant, type Milliseconds } from '../calendar/instant.ts';
import { NeedsMoreHours } from '../calendar/opening-hours.ts';
import { difference, intersection, lengthOf, union, type Span, type Spans } from './spans.ts';
import { courseOf, type Turn } from './turns.ts';
import type { WorkingSpans } from './working-spans.ts';

/** Whose time a ticket's time was. All but `totalMs` add up to it, to the millisecond. */
export interface TimeSplit {
  /** The wall time of the ticket's life. What lies between a closing and a reopening is no part of it. */
  totalMs: Milliseconds;
  /** Waiting for the customer's answer, or for their word on the resolution. */
  customerMs: Milliseconds;
  /** Otherwise: some approval undecided. */
  approvalMs: Milliseconds;
  /** Otherwise: the team that held it was closed. */
  closedHoursMs: Milliseconds;
  /** Otherwise: with the team that held it, by team. A team that was always closed meanwhile is there with 0. */
  teams: Record<string, Milliseconds>;
}

/** Whose the time of some tickets was, together. */
export interface SummedTimes extends TimeSplit {
  tickets: number;
}

/** One ticket's life, and whose time it was. */
export interface TicketTime extends TimeSplit {
  submittedAt: Instant;
  /** When it was closed, or now. */
  until: Instant;
}

export const NO_TIME: TimeSplit = { totalMs: 0, customerMs: 0, approvalMs: 0, closedHoursMs: 0, teams: {} };

/**
 * Splits a ticket's time. Each instant of its life belongs to exactly one: an instant at which something changes belongs to
 * what it changes to.
 * @param turns all of the ticket's events of {@link TURN_TYPES}, in the journal's order
 * @param now where the life of an open ticket is cut off
 * @param hoursOf the hours of a team that held the ticket, at the site whose hours it keeps for this ticket
 * @throws NeedsMoreHours when those don't reach as far as the ticket
 */
export function splitTime(turns: Turn[], now: Instant, hoursOf: (team: string) => WorkingSpans): TicketTime {
  const [first] = turns;
  if (first?.type !== 'ticket.submitted') throw new Error('a journal begins with ticket.submitted');
  const end = endOf(turns, now);
  const course = courseOf(turns, epochOf(end));
  const open = union(course.open);
  const customer = intersection(open, union(course.customer));
  const ours = difference(open, customer);
  const approval = intersection(ours, union(course.approval));
  return {
    submittedAt: first.at,
    until: end,
    totalMs: lengthOf(open),
    customerMs: lengthOf(customer),
    approvalMs: lengthOf(approval),
    ...splitAmongTeams(difference(ours, approval), course.held, hoursOf),
  };
}

/** The closing that was the last, if none reopened it. */
function endOf(turns: Turn[], now: Instant): Instant {
  const last = turns.findLast(({ type }) => type === 'ticket.closed' || type === 'ticket.reopened');
  return last?.type === 'ticket.closed' ? last.at : now;
}

function splitAmongTeams(
  worked: Spans,
  held: (Span & { team: string })[],
  hoursOf: (team: string) => WorkingSpans,
): Pick<TimeSplit, 'closedHoursMs' | 'teams'> {
  const teams: Record<string, Milliseconds> = {};
  let closedHoursMs = 0;
  for (const { team, ...span } of held) {
    const theirs = intersection(worked, [span]);
    if (theirs.length === 0) continue;
    const open = openIn(theirs, hoursOf(team));
    teams[team] = (teams[team] ?? 0) + open;
    closedHoursMs += lengthOf(theirs) - open;
  }
  return { closedHoursMs, teams };
}

function openIn(theirs: Spans, { key, from, to, open }: WorkingSpans): Milliseconds {
  const [first, last] = [theirs.at(0), theirs.at(-1)];
  if (first !== undefined && first.from < from) throw new NeedsMoreHours(key, instantOf(first.from));
  if (last !== undefined && last.to > to) throw new NeedsMoreHours(key, instantOf(last.to));
  return lengthOf(open === null ? theirs : intersection(theirs, open));
}

/** Both together. */
export const addTimes = (one: TimeSplit, other: TimeSplit): TimeSplit => ({
  totalMs: one.totalMs + other.totalMs,
  customerMs: one.customerMs + other.customerMs,
  approvalMs: one.approvalMs + other.approvalMs,
  closedHoursMs: one.closedHoursMs + other.closedHoursMs,
  teams: Object.entries(other.teams).reduce(
    (teams, [team, ms]) => ({ ...teams, [team]: (teams[team] ?? 0) + ms }),
    one.teams,
  ),
});
