import { DAY, MINUTE } from '../../domain/calendar/instant.ts';
import { isZone } from '../../domain/policy/schedule.ts';

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
