import { epochOf, instantOf, type Instant } from '../../../domain/calendar/instant.ts';
import { resolveOpeningHours, siteOfTeam } from '../../../domain/calendar/resolve-opening-hours.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import { difference, intersection, type Span } from '../../../domain/reports/spans.ts';
import { courseOf, TURN_TYPES } from '../../../domain/reports/turns.ts';
import type { TicketEvent } from '../../../domain/ticket/events.ts';
import { eventsOf } from '../../play/events-of.ts';

/** A stretch in which the team that has the ticket is closed, in epoch milliseconds. */
export interface Closed extends Span {
  team: string;
}

/** While the ticket is open: of closed hours afterwards nobody knows whose they would be. */
export function closedHours(policy: Policy, events: readonly TicketEvent[], until: Instant): Closed[] {
  const serviceSite = eventsOf(events, 'ticket.submitted')[0]?.data.serviceSite ?? null;
  const { open, held } = courseOf(eventsOf(events, ...TURN_TYPES), epochOf(until));
  return held.flatMap(({ team, from, to }) =>
    intersection([{ from, to }], open).flatMap((span) =>
      closedIn(policy, { team, site: siteOfTeam(policy, team, serviceSite) }, span).map((closed) => ({
        ...closed,
        team,
      })),
    ),
  );
}

function closedIn(policy: Policy, key: { team: string; site: string }, span: Span): Span[] {
  const { alwaysOpen, openings } = resolveOpeningHours(policy, key, instantOf(span.from), instantOf(span.to));
  if (alwaysOpen) return [];
  const opened = openings.map(({ opensAt, closesAt }) => ({ from: epochOf(opensAt), to: epochOf(closesAt) }));
  return difference([span], opened);
}
