import { after, earlier, later, msBetween, type Instant, type Milliseconds } from './instant.ts';
import { NeedsMoreHours, type Opening, type OpeningHours } from './opening-hours.ts';

/*
 * Arithmetic on working time. It runs inside workflows, so it knows no clock and no time zone: both are in the hours it is
 * given. Every function but those on hours that never close throws NeedsMoreHours when its answer, or the instant asked
 * about, lies outside what is known, `[from, until)`.
 */

/**
 * The earliest instant, not before `from`, by which `ms` of working time have passed since `from`; `from` itself for
 * none. Half an hour from 17:30 is 18:00 when the team closes at 18:00, not its next opening.
 * @throws NeedsMoreHours
 */
export function addWorkingTime(hours: OpeningHours, from: Instant, ms: Milliseconds): Instant {
  if (hours.alwaysOpen) return ms > 0 ? after(from, ms) : from;
  requireKnown(hours, from);
  if (ms <= 0) return from;
  let left = ms;
  for (const { opensAt, closesAt } of openingsAfter(hours, from)) {
    const start = later(from, opensAt);
    const open = msBetween(start, closesAt);
    if (left <= open) return known(hours, after(start, left));
    left -= open;
  }
  // However long the team works from there on, `left` has not passed before this.
  throw new NeedsMoreHours(keyOf(hours), after(hours.until, left));
}

/**
 * Working time from one instant to another; 0 when `to` is not later. `to` may be the very end of what is known.
 * @throws NeedsMoreHours
 */
export function workingTimeBetween(hours: OpeningHours, from: Instant, to: Instant): Milliseconds {
  if (to <= from) return 0;
  if (hours.alwaysOpen) return msBetween(from, to);
  requireKnown(hours, from);
  if (to > hours.until) throw new NeedsMoreHours(keyOf(hours), to);
  let sum = 0;
  for (const { opensAt, closesAt } of openingsAfter(hours, from)) {
    if (opensAt >= to) break;
    sum += msBetween(later(from, opensAt), earlier(to, closesAt));
  }
  return sum;
}

/** Whether somebody works at `at`; no longer at the closing instant itself. @throws NeedsMoreHours */
export function isOpen(hours: OpeningHours, at: Instant): boolean {
  if (hours.alwaysOpen) return true;
  requireKnown(hours, at);
  return openingAt(hours, at) !== undefined;
}

/** `at` when somebody works then, otherwise the next opening. @throws NeedsMoreHours */
export function nextOpening(hours: OpeningHours, at: Instant): Instant {
  if (hours.alwaysOpen) return at;
  requireKnown(hours, at);
  const [next] = openingsAfter(hours, at);
  if (next === undefined) throw new NeedsMoreHours(keyOf(hours), hours.until);
  return known(hours, later(at, next.opensAt));
}

/** When those who work at `at` stop; `null` when nobody works then, or they never stop. @throws NeedsMoreHours */
export function closesAt(hours: OpeningHours, at: Instant): Instant | null {
  if (hours.alwaysOpen) return null;
  requireKnown(hours, at);
  const opening = openingAt(hours, at);
  return opening === undefined ? null : known(hours, opening.closesAt);
}

/**
 * The closing of the first working day that begins after `at` (P11, `complex`): for a team that never closes, the end of
 * the next calendar day in its zone.
 * @throws NeedsMoreHours also for hours that never close, as the days of a zone are not known without end
 */
export function endOfNextWorkingDay(hours: OpeningHours, at: Instant): Instant {
  requireKnown(hours, at);
  const next = hours.workingDays[firstThat(hours.workingDays, ({ beginsAt }) => beginsAt > at)];
  if (next === undefined) throw new NeedsMoreHours(keyOf(hours), hours.until);
  return known(hours, next.closesAt);
}

/**
 * When so many working days have passed since `at`: as far into the last of them as `at` was into its own; since a time before
 * opening, the closing of the last.
 * @throws NeedsMoreHours also for hours that never close, as the days of a zone are not known without end
 */
export function afterWorkingDays(hours: OpeningHours, at: Instant, days: number): Instant {
  requireKnown(hours, at);
  const ahead = hours.workingDays.slice(firstThat(hours.workingDays, ({ closesAt }) => closesAt > at));
  const [today] = ahead;
  // What was known of a day that began before could be cut off.
  if (today !== undefined && today.beginsAt < hours.from) throw new NeedsMoreHours(keyOf(hours), today.beginsAt);
  const worked = today === undefined ? 0 : workingTimeBetween(hours, today.beginsAt, later(at, today.beginsAt));
  const last = ahead[worked === 0 ? days - 1 : days];
  if (last === undefined) throw new NeedsMoreHours(keyOf(hours), hours.until);
  return known(
    hours,
    worked === 0 ? last.closesAt : earlier(addWorkingTime(hours, last.beginsAt, worked), last.closesAt),
  );
}

function openingAt(hours: OpeningHours, at: Instant): Opening | undefined {
  const [next] = openingsAfter(hours, at);
  return next !== undefined && next.opensAt <= at ? next : undefined;
}

/** The openings of which some part lies after `at`. Of years of them the first few are looked at: they are not copied. */
function* openingsAfter({ openings }: OpeningHours, at: Instant): Generator<Opening, void> {
  const first = firstThat(openings, ({ closesAt }) => closesAt > at);
  for (let index = first; index < openings.length; index += 1) yield openings[index] as Opening;
}

/** The index of the first for which `holds`, given that it does for all after it: years of hours are searched in a few steps. */
function firstThat<T>(sorted: readonly T[], holds: (one: T) => boolean): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(sorted[middle] as T)) to = middle;
    else from = middle + 1;
  }
  return from;
}

const keyOf = ({ team, site }: OpeningHours) => ({ team, site });

function requireKnown(hours: OpeningHours, at: Instant): void {
  if (at < hours.from || at >= hours.until) throw new NeedsMoreHours(keyOf(hours), at);
}

/** An answer at the end of what is known could be cut off there, as the last opening may be. */
function known(hours: OpeningHours, answer: Instant): Instant {
  requireKnown(hours, answer);
  return answer;
}
