import type { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../domain/calendar/instant.ts';
import { atWallTime, lastAtWallTime, localDate } from '../../domain/calendar/wall-clock.ts';
import type { WallTime } from './wall-time.ts';

/** A weekday and a date fall together once in up to 28 years, and centuries disturb that. */
const DAYS_AHEAD = 40 * 366;

/** The first instant from `from` on at which the clock shows it. @returns `null` when none comes */
export function nextWallTime(
  wall: WallTime,
  from: Instant,
  zone: string,
  fits = (_day: Temporal.PlainDate) => true,
): Instant | null {
  const { day, minutes } = wall;
  const today = localDate(from, zone);
  for (let ahead = day.daysAhead ?? 0; ahead <= (day.daysAhead ?? DAYS_AHEAD); ahead += 1) {
    const date = today.add({ days: ahead });
    if (!isDay(day, date)) continue;
    // In autumn a clock shows an hour twice.
    const at = [atWallTime(date, minutes, zone), lastAtWallTime(date, minutes, zone)].find((one) => one >= from);
    if (at !== undefined && fits(date)) return at;
  }
  return null;
}

/** The last instant before `before` at which the clock shows it. @returns `null` when there was none within a year */
export function lastWallTime(wall: WallTime, before: Instant, zone: string): Instant | null {
  const today = localDate(before, zone);
  for (let back = 0; back <= 366; back += 1) {
    const date = today.subtract({ days: back });
    const at = atWallTime(date, wall.minutes, zone);
    if (isDay(wall.day, date) && at < before) return at;
  }
  return null;
}

const isDay = (
  { weekday, month, dayOfMonth, year, isWorkingDay }: WallTime['day'],
  date: Temporal.PlainDate,
): boolean =>
  (isWorkingDay !== true || date.dayOfWeek <= 5) &&
  (weekday ?? date.dayOfWeek) === date.dayOfWeek &&
  (month ?? date.month) === date.month &&
  (dayOfMonth ?? date.day) === date.day &&
  (year ?? date.year) === date.year;
