import { after, msBetween, type Instant, type Milliseconds } from '../calendar/instant.ts';
import { addWorkingTime, workingTimeBetween } from '../calendar/working-time.ts';
import type { Draft } from '../ticket/draft.ts';
import { siteOf } from '../ticket/draft.ts';
import type { ClockRef } from './promise.ts';

/** How time passes for a promise. Both throw {@link NeedsMoreHours} rather than guess. */
export interface Clock {
  after(from: Instant, ms: Milliseconds): Instant;
  between(from: Instant, to: Instant): Milliseconds;
}

const WALL_CLOCK: Clock = { after, between: msBetween };

export function clockOf(draft: Draft, ref: ClockRef): Clock {
  if (ref === 'wall') return WALL_CLOCK;
  const hours = draft.hoursOf(ref.team);
  return {
    after: (from, ms) => addWorkingTime(hours, from, ms),
    between: (from, to) => workingTimeBetween(hours, from, to),
  };
}

/** The clock of a team, or of the approvers; by itself that of the team that holds the ticket. */
export const teamClock = (draft: Draft, team: string = draft.ticket.team): ClockRef => ({
  team,
  site: siteOf(draft.ticket, team, draft.terms),
});
