import { msBetween, type Instant } from '../../../src/domain/calendar/instant.ts';
import type { OpeningHours } from '../../../src/domain/calendar/opening-hours.ts';
import { siteOfTeam } from '../../../src/domain/calendar/resolve-opening-hours.ts';
import { isOpen } from '../../../src/domain/calendar/working-time.ts';
import { NO_TIME, type TimeSplit } from '../../../src/domain/reports/time-split.ts';
import { isUndecided } from '../../../src/domain/approvals/approval.ts';
import type { TicketEvent } from '../../../src/domain/ticket/events.ts';
import { evolve } from '../../../src/domain/ticket/evolve.ts';
import type { Ticket } from '../../../src/domain/ticket/ticket.ts';
import { hoursOf } from '../support/hours-library.ts';
import { policy } from '../support/shipped-policy.ts';

/** All lives lie in here, so that hours are resolved once for all of them. */
const FROM = '2026-01-01T00:00:00.000Z';
const UNTIL = '2028-12-31T00:00:00.000Z';

/** The hours that a team keeps for a ticket, by the shipped policy. */
export const hoursFor = (team: string, serviceSite: string | null): OpeningHours =>
  hoursOf({ team, site: siteOfTeam(policy, team, serviceSite) }, FROM, UNTIL);

/**
 * The same by other means: goes from one instant at which anything changes to the next, and asks the ticket as it is then
 * whose time comes now. For journals whose instants ascend.
 */
export function splitBySteps(events: TicketEvent[], now: Instant): TimeSplit {
  let ticket: Ticket | null = null;
  const split: TimeSplit = { ...NO_TIME, teams: {} };
  const pass = (from: Instant, to: Instant) => {
    if (ticket === null || ticket.closedAt !== null || from >= to) return;
    const hours = hoursFor(ticket.team, ticket.serviceSite);
    const changes = hours.openings.flatMap(({ opensAt, closesAt }) => [opensAt, closesAt]);
    const steps = [from, ...changes.filter((at) => from < at && at < to), to];
    for (const [index, at] of steps.slice(0, -1).entries()) {
      const ms = msBetween(at, steps[index + 1]!);
      split.totalMs += ms;
      if (ticket.waiting !== null || ticket.resolved !== null) split.customerMs += ms;
      else if (ticket.approvals.some(isUndecided)) split.approvalMs += ms;
      else if (!isOpen(hours, at)) split.closedHoursMs += ms;
      else split.teams[ticket.team] = (split.teams[ticket.team] ?? 0) + ms;
    }
  };
  for (const [index, event] of events.entries()) {
    if (index > 0) pass(events[index - 1]!.at, event.at);
    ticket = evolve(ticket, event);
  }
  pass(events.at(-1)!.at, now);
  return split;
}

/** Teams with nothing are named by one and not by the other. */
export const withoutNothing = ({ teams, ...split }: TimeSplit): TimeSplit => ({
  ...split,
  teams: Object.fromEntries(Object.entries(teams).filter(([, ms]) => ms > 0)),
});
