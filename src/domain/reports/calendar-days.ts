import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../calendar/instant.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import { siteOfTeam } from '../calendar/resolve-opening-hours.ts';
import { beginningOf, localDate } from '../calendar/wall-clock.ts';
import { APPROVERS } from '../policy/approvers.ts';
import type { Policy } from '../policy/schema.ts';

/** Days by some calendar, both included, with the instants that they span: `[begins, ends)`. */
export interface Days {
  from: string;
  to: string;
  begins: Instant;
  ends: Instant;
}

/** A week by its name in ISO 8601, such as `2026-W48`: from Monday to Sunday. */
export interface CalendarWeek extends Days {
  week: string;
}

/** The zone of first-line support, whose days reports count in. */
export const zoneOfFirstLine = (policy: Policy): string =>
  calendarOf(policy, { team: policy.firstTeam, site: siteOfTeam(policy, policy.firstTeam) }).zone;

/** The zone of those who decide, in whose weeks digests are written. */
export const zoneOfApprovers = (policy: Policy): string =>
  calendarOf(policy, { team: APPROVERS, site: siteOfTeam(policy, APPROVERS) }).zone;

/** @param from first day, `YYYY-MM-DD`; `to` the last one, not before it */
export const daysBetween = (from: string, to: string, zone: string): Days => ({
  from,
  to,
  begins: beginningOf(Temporal.PlainDate.from(from), zone),
  ends: beginningOf(Temporal.PlainDate.from(to).add({ days: 1 }), zone),
});

/** So many days, the last of which is `to`; begins there. */
export const firstOfDays = (to: string, days: number): string =>
  Temporal.PlainDate.from(to)
    .subtract({ days: days - 1 })
    .toString();

/** How many days these are, both included; none when `to` is before `from`. */
export const countDays = (from: string, to: string): number =>
  Math.max(0, Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days + 1);

export const today = (now: Instant, zone: string): string => localDate(now, zone).toString();

/** The last week that was over when the one of `at` began. */
export function weekBefore(at: Instant, zone: string): CalendarWeek {
  const date = localDate(at, zone);
  const monday = date.subtract({ days: date.dayOfWeek - 1 + 7 });
  const week = `${monday.yearOfWeek}-W${String(monday.weekOfYear).padStart(2, '0')}`;
  return { week, ...daysBetween(monday.toString(), monday.add({ days: 6 }).toString(), zone) };
}
