import { z } from 'zod';
import { isHolidayCountry, isHolidayState } from '../calendar/public-holidays.ts';
import { Hours } from './week.ts';
import { Id, LocalDate, Localized } from './words.ts';

/** A team whose hours are those of the site where the customer's service stands. */
export const OF_SERVICE = 'of-service';

/** A time zone of the IANA database, by name; a fixed offset is none, as it knows no summer time. */
const Zone = z.string().refine(isZone, 'expected an IANA time zone such as Europe/Amsterdam');

/** Whether a name is that of an IANA time zone; an offset such as `+01:00` is none. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** A place with a clock and public holidays of its own: a data centre or an office. */
export const Site = z
  .strictObject({
    zone: Zone,
    /** Whose public holidays are kept: a country and, where they differ, a state, by the codes of date-holidays. */
    country: z.string().refine(isHolidayCountry, 'expected a country with known public holidays, such as NL'),
    state: z.string().optional(),
    /** For "Amsterdam time". */
    city: Localized,
    /** Days on which whoever keeps this site's holidays is closed as well. */
    closingDays: z.array(LocalDate).default([]),
  })
  .superRefine(({ country, state }, ctx) => {
    if (state === undefined || !isHolidayCountry(country) || isHolidayState(country, state)) return;
    ctx.addIssue({
      code: 'custom',
      path: ['state'],
      message: `expected a state of ${country} with known public holidays`,
    });
  });

/** When somebody works: exactly one of `site` and `zone` says by which clock. */
export const SCHEDULE = {
  hours: Hours,
  site: Id.optional(),
  zone: Zone.optional(),
  /** Whether the public holidays and closing days of the site close it; a zone has neither. */
  holidays: z.boolean(),
  /** Further days, by the local calendar, on which it is closed. */
  closingDays: z.array(LocalDate).default([]),
};

export const Schedule = z.strictObject(SCHEDULE);
export type Schedule = z.infer<typeof Schedule>;
