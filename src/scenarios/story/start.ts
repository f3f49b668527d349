import { Temporal } from 'temporal-polyfill';
import { after, instantOf, type Instant, type Milliseconds } from '../../domain/calendar/instant.ts';
import { publicHolidayOn } from '../../domain/calendar/public-holidays.ts';
import { localDate } from '../../domain/calendar/wall-clock.ts';
import { parseDuration } from '../../domain/policy/durations.ts';
import type { Policy } from '../../domain/policy/schema.ts';
import { lastWallTime, nextWallTime } from './find-wall-time.ts';
import { readWallTime, type WallTime } from './wall-time.ts';

/** The clock goes forward in spring, and back in autumn. */
type Season = 'spring' | 'autumn';

/** When a story begins. The server's time begins at the real now, and only moves forward. */
export type Start =
  | { type: 'now' }
  | { type: 'wall'; wall: WallTime; ordinary: boolean }
  | { type: 'change'; season: Season; ordinary: boolean; before: Milliseconds | WallTime };

export const START_FORMS =
  'now, 2027-12-25 08:00 Europe/Amsterdam, next Friday 17:45 Europe/Berlin, next ordinary Friday 17:45 (no holiday and no ' +
  'change of the clock near), next Tuesday 24 December 16:00, next working day 10:00, the next spring change, ' +
  '2d before the next autumn change, or Friday 21:45 before the next ordinary spring change';

/** @returns `null` when the text is no start */
export function readStart(text: string): Start | null {
  if (text === 'now') return { type: 'now' };
  const change = /^(?:(.+) before )?the next (ordinary )?(spring|autumn) change$/.exec(text);
  if (change !== null) {
    const [, when, ordinary, season] = change;
    const before = when === undefined ? 0 : (parseDuration(when) ?? readWallTime(when));
    return before === null || (typeof before !== 'number' && !isWeekdayOrDate(before))
      ? null
      : { type: 'change', season: season as Season, ordinary: ordinary !== undefined, before };
  }
  const [, ordinary, rest] = /^next (ordinary )?(.+)$/.exec(text) ?? [];
  const wall = readWallTime(rest ?? text);
  if (wall?.day.daysAhead !== undefined) return null;
  // Without "next" only a whole date says when.
  if (wall === null || (rest === undefined && wall.day.year === undefined)) return null;
  return { type: 'wall', wall, ordinary: ordinary !== undefined };
}

const isWeekdayOrDate = ({ day }: WallTime): boolean => day.daysAhead === undefined && day.isWorkingDay === undefined;

/** How far from an ordinary day holidays and changes of the clock are: a story is at home in the week around it. */
const QUIET_DAYS = { before: 3, after: 8 };
/** Years in which Easter and the change fall together come in rows. */
const CHANGES_AHEAD = 20;

/**
 * The instant that is meant, from `now` on.
 * @param zone of the story, where the start names none
 * @returns `null` when it has passed, or never comes
 */
export function instantOfStart(start: Start, now: Instant, zone: string, policy: Policy): Instant | null {
  switch (start.type) {
    case 'now':
      return now;
    case 'wall': {
      const { wall, ordinary } = start;
      const clock = wall.zone ?? zone;
      const isWorking = (day: Temporal.PlainDate) => wall.day.isWorkingDay !== true || !isHoliday(policy, clock, day);
      return nextWallTime(wall, now, clock, (day) => isWorking(day) && (!ordinary || isQuiet(policy, clock, day)));
    }
    case 'change':
      return beforeChange(start, now, zone, policy);
    default:
      return start satisfies never;
  }
}

function beforeChange(
  { season, ordinary, before }: Extract<Start, { type: 'change' }>,
  now: Instant,
  zone: string,
  policy: Policy,
): Instant | null {
  const clock = typeof before === 'number' ? zone : (before.zone ?? zone);
  let at = Temporal.Instant.from(now).toZonedDateTimeISO(clock);
  for (let count = 0; count < CHANGES_AHEAD; count += 1) {
    const next = at.getTimeZoneTransition('next');
    if (next === null) return null;
    const forward = next.offsetNanoseconds > next.subtract({ seconds: 1 }).offsetNanoseconds;
    const instant = instantOf(next.epochMilliseconds);
    const start = typeof before === 'number' ? after(instant, -before) : lastWallTime(before, instant, clock);
    const holidays = ordinary && holidaysNear(policy, clock, localDate(instant, clock));
    if (forward === (season === 'spring') && !holidays && start !== null && start >= now) return start;
    at = next;
  }
  return null;
}

/** No holiday of the places by this clock is near, and the clock does not change. */
function isQuiet(policy: Policy, zone: string, day: Temporal.PlainDate): boolean {
  const offsetOf = (date: Temporal.PlainDate) => date.toZonedDateTime(zone).offsetNanoseconds;
  const from = day.subtract({ days: QUIET_DAYS.before });
  const to = day.add({ days: QUIET_DAYS.after });
  return offsetOf(from) === offsetOf(to) && !holidaysNear(policy, zone, day);
}

function holidaysNear(policy: Policy, zone: string, day: Temporal.PlainDate): boolean {
  for (let days = -QUIET_DAYS.before; days <= QUIET_DAYS.after; days += 1) {
    if (isHoliday(policy, zone, day.add({ days }))) return true;
  }
  return false;
}

/** At the sites that have this clock; all of them where none has. */
function isHoliday(policy: Policy, zone: string, day: Temporal.PlainDate): boolean {
  const sites = Object.values(policy.sites);
  const there = sites.filter((site) => site.zone === zone);
  const date = day.toString();
  return (there.length > 0 ? there : sites).some(
    (site) => site.closingDays.includes(date) || publicHolidayOn(site, date) !== null,
  );
}
