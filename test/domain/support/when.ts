import { Temporal } from 'temporal-polyfill';
import { after, instantOf, type Instant, type Milliseconds } from '../../../src/domain/calendar/instant.ts';
import { parseDuration } from '../../../src/domain/policy/durations.ts';

/** Times in stories are read off a clock in Central Europe, where billing, the system administrators and support work. */
const ZONE = 'Europe/Berlin';
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const FORM = /^(?:(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(\d{4}-\d\d-\d\d)) )?(\d\d:\d\d(?::\d\d(?:\.\d{3})?)?)$/;

/**
 * Reads `10:00` (on the day of `from`), `Tue 10:00` (the first Tuesday on or after that day), `2026-06-09 10:00`, `+500ms`
 * from `from`, or an instant as it is.
 */
export function when(text: string, from: Instant): Instant {
  if (text.endsWith('Z')) return text;
  const [, ms] = /^([+-]\d+)ms$/.exec(text) ?? [];
  if (ms !== undefined) return after(from, Number(ms));
  const [, weekday, date, time] = FORM.exec(text) ?? [];
  if (time === undefined) throw new Error(`${text} is no time of a story`);
  const day = date === undefined ? nextDay(from, weekday) : Temporal.PlainDate.from(date);
  const local = day.toPlainDateTime(Temporal.PlainTime.from(time));
  return instantOf(local.toZonedDateTime(ZONE, { disambiguation: 'earlier' }).epochMilliseconds);
}

function nextDay(from: Instant, weekday: string | undefined): Temporal.PlainDate {
  const today = Temporal.Instant.from(from).toZonedDateTimeISO(ZONE).toPlainDate();
  if (weekday === undefined) return today;
  return today.add({ days: (WEEKDAYS.indexOf(weekday) + 1 - today.dayOfWeek + 7) % 7 });
}

/** The instant at which a clock in Central Europe shows `text`, with its date. */
export const berlin = (text: string): Instant => when(text, '1970-01-01T00:00:00.000Z');

/** Reads `10m`, `7d`, as the policy writes them. */
export function durationOf(span: string): Milliseconds {
  const ms = parseDuration(span);
  if (ms === null) throw new Error(`${span} is no duration`);
  return ms;
}
