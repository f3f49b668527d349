import type { Temporal } from 'temporal-polyfill';
import { after, DAY, MINUTE, type Instant, type Milliseconds } from '../../domain/calendar/instant.ts';
import { atWallTime, lastAtWallTime, localDate } from '../../domain/calendar/wall-clock.ts';
import { parseDuration } from '../../domain/policy/durations.ts';
import { isZone } from '../../domain/policy/schedule.ts';
import { readPromiseName, type PromiseName } from './promise-name.ts';

/** A clock on a wall: the first time from some instant on that it shows this. */
export interface WallTime {
  day: {
    weekday?: number;
    month?: number;
    dayOfMonth?: number;
    year?: number;
    daysAhead?: number;
    isWorkingDay?: true;
  };
  /** Minutes after midnight. */
  minutes: number;
  /** `null`: the story's own zone. */
  zone: string | null;
}

/** An instant as a story says it. */
export type When =
  | { type: 'since-start'; ms: Milliseconds }
  | { type: 'since-last'; ms: Milliseconds }
  | { type: 'wall'; wall: WallTime }
  | { type: 'around-due'; ms: Milliseconds; promise: PromiseName };

export const WHEN_FORMS =
  '+8m (since the story began), 8m later (since the step before), Mon 07:55 Europe/Amsterdam, tomorrow 08:00, ' +
  '25 Dec 08:00, 2027-12-25 08:00, or 2s before first-reply is due';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** A name or its first three letters, as a number from 1; `null` for any other word. */
const numberOf = (names: string[], word: string): number | null => {
  const index = names.findIndex((name) => name === word.toLowerCase() || name.slice(0, 3) === word.toLowerCase());
  return index < 0 ? null : index + 1;
};

/** What an instant or a start lacks whose clock is none; `null` where it names none, or one that there is. */
export function unknownZoneIn(text: string): string | null {
  const zone = /\S+\/\S+$/.exec(text)?.[0];
  return zone === undefined || isZone(zone) ? null : `an IANA time zone such as Europe/Amsterdam, not ${zone}`;
}

/** @returns `null` when the text is no instant */
export function readWhen(text: string): When | null {
  const since = /^\+(\S+)$/.exec(text)?.[1];
  if (since !== undefined) return spanned('since-start', since);
  const lateron = /^(\S+) later$/.exec(text)?.[1];
  if (lateron !== undefined) return spanned('since-last', lateron);
  const around = /^(?:(\S+) (before|after) |when )(.+) is due$/.exec(text);
  if (around !== null) return aroundDue(around[1], around[2], around[3]);
  const wall = readWallTime(text);
  // Holidays are a matter of the policy, which a step does not know.
  return wall === null || wall.day.isWorkingDay ? null : { type: 'wall', wall };
}

function spanned(type: 'since-start' | 'since-last', text: string): When | null {
  const ms = text === '0' ? 0 : parseDuration(text);
  return ms === null ? null : { type, ms };
}

function aroundDue(span: string | undefined, side: string | undefined, name: string | undefined): When | null {
  const promise = readPromiseName(name ?? '');
  const ms = span === undefined ? 0 : parseDuration(span);
  if (promise === null || ms === null) return null;
  return { type: 'around-due', ms: side === 'before' ? -ms : ms, promise };
}

/** `Mon 07:55 Europe/Amsterdam`, `24 December 16:00`, `Tuesday 24 December 16:00`, `2027-12-25 08:00`, `tomorrow 08:00`, `08:00`. */
export function readWallTime(text: string): WallTime | null {
  const found = /^(?:(.*\S) +)?(\d{1,2}):(\d{2})(?: +([A-Z][\w+-]*(?:\/[\w+-]+)*))?$/.exec(text.trim());
  if (found === null) return null;
  const [, dayText = '', hours, minutes, zone = null] = found;
  const day = readDay(dayText);
  const minutesOfDay = Number(hours) * 60 + Number(minutes);
  if (day === null || Number(minutes) > 59 || minutesOfDay >= DAY / MINUTE) return null;
  if (zone !== null && !isZone(zone)) return null;
  return { day, minutes: minutesOfDay, zone };
}

function readDay(text: string): WallTime['day'] | null {
  if (text === '') return {};
  if (text === 'working day') return { isWorkingDay: true };
  if (text === 'today') return { daysAhead: 0 };
  if (text === 'tomorrow') return { daysAhead: 1 };
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (date !== null) return existing({ year: Number(date[1]), month: Number(date[2]), dayOfMonth: Number(date[3]) });
  const words = text.split(/ +/);
  const weekday = numberOf(WEEKDAYS, words[0] ?? '');
  const [dayOfMonth, month, ...more] = weekday === null ? words : words.slice(1);
  if (weekday !== null && dayOfMonth === undefined) return { weekday };
  const monthNumber = numberOf(MONTHS, month ?? '');
  if (more.length > 0 || monthNumber === null || !/^\d{1,2}$/.test(dayOfMonth ?? '')) return null;
  const day = existing({ month: monthNumber, dayOfMonth: Number(dayOfMonth) });
  return day === null || weekday === null ? day : { ...day, weekday };
}

/** @returns `null` for a day that no calendar has; without a year, the 29th of February is one */
function existing(day: { year?: number; month: number; dayOfMonth: number }): WallTime['day'] | null {
  const { year = LEAP_YEAR, month, dayOfMonth } = day;
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth ? day : null;
}

const LEAP_YEAR = 2028;

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

/** What it takes to know the instant that is meant. */
export interface Moments {
  start: Instant;
  /** When the step before was. A clock's time is the first from then on. */
  last: Instant;
  zone: string;
  /** The due instant of a promise; `null` while there is none. */
  dueOf(promise: PromiseName): Instant | null;
}

/** @returns `null` when there is no such instant: the promise has none, or the date has passed */
export function instantOfWhen(when: When, { start, last, zone, dueOf }: Moments): Instant | null {
  switch (when.type) {
    case 'since-start':
      return after(start, when.ms);
    case 'since-last':
      return after(last, when.ms);
    case 'wall':
      return nextWallTime(when.wall, last, when.wall.zone ?? zone);
    case 'around-due': {
      const dueAt = dueOf(when.promise);
      return dueAt === null ? null : after(dueAt, when.ms);
    }
    default:
      return when satisfies never;
  }
}
