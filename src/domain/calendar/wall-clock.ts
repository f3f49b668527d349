import { Temporal } from 'temporal-polyfill';
import { instantOf, type Instant } from './instant.ts';

const DAY_MINUTES = 24 * 60;

/**
 * The first instant of a local day: midnight, or where summer time skips midnight, the instant after the gap.
 */
export const beginningOf = (date: Temporal.PlainDate, zone: string): Instant => toInstant(date.toZonedDateTime(zone));

/**
 * The first instant of a local day at which the wall clock shows a time, given in minutes after midnight, or a later one.
 * So a time that the clock skips is the instant of the jump, and of a time that it shows twice the first is meant. This
 * keeps slots in order and disjoint, which shifting a skipped time by the gap (`compatible`) would not: 02:30–03:15 would
 * open at 03:30.
 */
export function atWallTime(date: Temporal.PlainDate, minutes: number, zone: string): Instant {
  if (minutes === 0) return beginningOf(date, zone);
  if (minutes === DAY_MINUTES) return beginningOf(date.add({ days: 1 }), zone);
  const local = date.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (zoned.toPlainDateTime().equals(local)) return toInstant(zoned);
  // Skipped: 'earlier' gave an instant before the jump, so the next transition is the jump.
  return toInstant(zoned.getTimeZoneTransition('next') ?? zoned);
}

/** The last instant of a local day at which the wall clock shows a time; otherwise as {@link atWallTime}. */
export function lastAtWallTime(date: Temporal.PlainDate, minutes: number, zone: string): Instant {
  const first = atWallTime(date, minutes, zone);
  const local = Temporal.Instant.from(first).toZonedDateTimeISO(zone).toPlainDateTime();
  return toInstant(local.toZonedDateTime(zone, { disambiguation: 'later' }));
}

/** The calendar day that it is in a zone. */
export const localDate = (at: Instant, zone: string): Temporal.PlainDate =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();

const toInstant = (zoned: Temporal.ZonedDateTime): Instant => instantOf(zoned.epochMilliseconds);
