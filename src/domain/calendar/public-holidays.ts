import Holidays from 'date-holidays';
import { DAY, HOUR } from './instant.ts';

/** Whose public holidays: a country and, where they differ, a state, by the codes of date-holidays. */
export interface HolidayRegion {
  country: string;
  state?: string | undefined;
}

/** Names of holidays by local date, `YYYY-MM-DD`. */
type HolidayNames = ReadonlyMap<string, string>;

/** Years kept: building one takes some 10 ms, and a handful of sites need two or three each. */
const CACHED_YEARS = 128;
const years = new Map<string, HolidayNames>();

const directory = new Holidays();
const countries: Record<string, unknown> = directory.getCountries();

/** Whether public holidays of a country are known, by its ISO 3166 code. */
export const isHolidayCountry = (country: string): boolean => Object.hasOwn(countries, country);

/** Whether public holidays of a state of `country` are known. */
export const isHolidayState = (country: string, state: string): boolean =>
  isHolidayCountry(country) && Object.hasOwn(statesOf(country), state);

/** A country without states has none to tell, whatever the library's types say. */
function statesOf(country: string): object {
  const states: unknown = directory.getStates(country);
  return typeof states === 'object' && states !== null ? states : {};
}

/**
 * The public holiday on a local date, in English where there is a name; `null` on every other day. A substitute day (the
 * Monday after a holiday on a Sunday) is one as well. A holiday of a part of a day counts as the whole day.
 */
export function publicHolidayOn(region: HolidayRegion, date: string): string | null {
  const year = Number(date.slice(0, 4));
  // A holiday of several days is listed under the year in which it begins.
  return holidaysOf(region, year).get(date) ?? holidaysOf(region, year - 1).get(date) ?? null;
}

function holidaysOf({ country, state }: HolidayRegion, year: number): HolidayNames {
  const key = `${country} ${state ?? ''} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const [oldest] = years.keys();
  if (years.size >= CACHED_YEARS && oldest !== undefined) years.delete(oldest);
  const names = listHolidays({ country, state }, year);
  years.set(key, names);
  return names;
}

function listHolidays({ country, state }: HolidayRegion, year: number): HolidayNames {
  const options = { languages: ['en'], types: ['public' as const] };
  const holidays = state === undefined ? new Holidays(country, options) : new Holidays(country, state, options);
  const names = new Map<string, string>();
  for (const { date, start, end, name } of holidays.getHolidays(year)) {
    // `date` is the civil date even of holidays that begin at sunset on the eve; `start` and `end` tell only how long,
    // give or take an hour of summer time.
    const days = Math.ceil((end.getTime() - start.getTime() - HOUR) / DAY);
    for (let day = 0; day < days; day += 1) {
      const local = addDays(date.slice(0, 10), day);
      if (!names.has(local)) names.set(local, name);
    }
  }
  return names;
}

/** Civil dates have no zone: counted in UTC, each day has 24 hours. */
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
