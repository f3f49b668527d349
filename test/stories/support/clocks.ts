import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { instantOf, type Instant } from '../../../src/domain/calendar/instant.ts';

/** Local days as calendars print them, and the instants at which a clock shows a time on them. */
export const AMSTERDAM = 'Europe/Amsterdam';
export const NEW_YORK = 'America/New_York';
export type Day = Temporal.PlainDate;

/** The clock may change before a holiday two years in a row. */
const DAYS_AHEAD = 1_100;

export const dayOf = (instant: Instant, zone: string): Day =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();

/** The first day after the one of `now`, by the clock of `zone`, that fits. */
export function nextDay(now: Instant, zone: string, fits: (day: Day) => boolean): Day {
  const today = dayOf(now, zone);
  for (let ahead = 1; ahead < DAYS_AHEAD; ahead += 1) {
    const day = today.add({ days: ahead });
    if (fits(day)) return day;
  }
  throw new Error(`no such day comes within ${DAYS_AHEAD} days of ${now}`);
}

/** When a clock in `zone` shows `time` (`08:30`) on `day`. */
export const at = (day: Day, time: string, zone = AMSTERDAM): Instant =>
  instantOf(day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);

const calendars = new Map<string, Holidays>();

/** Whether a day is a public holiday somewhere. */
export function isHoliday(country: string, day: Day): boolean {
  const calendar = calendars.get(country) ?? new Holidays(country, { types: ['public'] });
  calendars.set(country, calendar);
  return calendar.getHolidays(day.year).some(({ date }) => date.startsWith(day.toString()));
}

export const isFriday = (day: Day): boolean => day.dayOfWeek === 5;
const isWeekday = (day: Day): boolean => day.dayOfWeek <= 5;
export const isWorkingDay = (country: string, day: Day): boolean => isWeekday(day) && !isHoliday(country, day);

/** A day on which work goes on as it did the day before, and will the day after: no weekend or holiday is near. */
export const isMidweek = (country: string, day: Day): boolean =>
  [-1, 0, 1].every((days) => isWorkingDay(country, day.add({ days })));

/** The clock goes forward, or back, in the weekend before `day`, a Monday. */
export function followsClockChange(zone: string, day: Day, way: 'forward' | 'back'): boolean {
  const offsetOf = (date: Day) => date.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).offsetNanoseconds;
  const change = offsetOf(day) - offsetOf(day.subtract({ days: 3 }));
  return day.dayOfWeek === 1 && (way === 'forward' ? change > 0 : change < 0);
}
