import type { Instant } from './instant.ts';

/** One stretch in which a team works, resolved to UTC; half-open: `[opensAt, closesAt)`. */
export interface Opening {
  opensAt: Instant;
  closesAt: Instant;
}

/** A local calendar day on which a team works. */
export interface WorkingDay {
  /** Local date, `YYYY-MM-DD`. */
  date: string;
  /** First instant of that local day (midnight, or the first instant after a midnight that DST skips). */
  beginsAt: Instant;
  /** The team's last closing on that day; for a team that never closes, the end of the day. */
  closesAt: Instant;
}

/**
 * A team's hours at one site, resolved to UTC once, outside the workflow: time-zone data changes with Node, and a replay
 * must not. Known from `from` to `until`; arithmetic that would leave that window raises {@link NeedsMoreHours}.
 */
export interface OpeningHours {
  team: string;
  site: string;
  /** Open 24/7: `openings` is empty and working time is wall time, without a horizon. */
  alwaysOpen: boolean;
  from: Instant;
  until: Instant;
  /** Sorted, disjoint and not touching. */
  openings: Opening[];
  /** Sorted: every working day of which some part lies in `[from, until)`; the last may close after `until`. */
  workingDays: WorkingDay[];
}

/** Whose hours: a team (or the approvers, or a manager), at the site, or in the zone, whose clock and holidays it keeps. */
export interface HoursKey {
  team: string;
  site: string;
}

/**
 * Raised by arithmetic that would have to guess: the hours of `key` must be known until some instant after `beyond`
 * (`null`: they are not known at all). When `beyond` is before the known `from`, they must begin no later than it. The
 * caller fetches hours from the earlier of its own instant and `beyond` to a horizon after the later, and decides again;
 * each round gets further, as `beyond` is never inside what was known.
 */
export class NeedsMoreHours extends Error {
  constructor(
    readonly key: HoursKey,
    readonly beyond: Instant | null,
  ) {
    super(`the opening hours of ${key.team} at ${key.site} are needed beyond ${beyond ?? 'now'}`);
    this.name = 'NeedsMoreHours';
  }
}
