import type { Temporal } from 'temporal-polyfill';
import type { Policy } from '../policy/schema.ts';
import { neverCloses, siteRuleOf } from '../policy/terms.ts';
import { WEEKDAYS, type Slot } from '../policy/week.ts';
import { calendarOf, scheduleOf, type Calendar } from './calendar-of.ts';
import { earlier, later, type Instant } from './instant.ts';
import type { HoursKey, Opening, OpeningHours, WorkingDay } from './opening-hours.ts';
import { atWallTime, beginningOf, localDate } from './wall-clock.ts';

const ALL_DAY: Slot[] = [{ opens: 0, closes: 24 * 60 }];

/**
 * A team's hours at one site between two instants, by the wall clock and the holidays there. Not for workflows: time-zone
 * data and holidays change with Node and its packages, and a replay must not.
 * @param key of a team, of the approvers, or of a manager (their duty hours); its site as {@link siteOfTeam} gives it
 * @param until later than `from`; openings are cut off at both
 * @throws UnknownHoursError when the policy has no such team at such a site
 */
export function resolveOpeningHours(policy: Policy, key: HoursKey, from: Instant, until: Instant): OpeningHours {
  const calendar = calendarOf(policy, key);
  const alwaysOpen = neverCloses(calendar.schedule);
  const days = daysBetween(calendar, from, until).map((date) => workOn(calendar, date));
  return {
    team: key.team,
    site: key.site,
    alwaysOpen,
    from,
    until,
    openings: alwaysOpen
      ? []
      : days
          .flatMap(({ openings }) => openings)
          .reduce(merge, [])
          .flatMap(cutTo(from, until)),
    workingDays: days.flatMap(({ day }) => (day === null ? [] : [day])),
  };
}

/**
 * The site whose hours a team keeps: its own site, the name of its zone when it has none, or for a team that works where
 * the customer's service stands, that site (the default site when the service has none that the policy knows).
 * @throws UnknownHoursError when the policy has no such team
 */
export function siteOfTeam(policy: Policy, team: string, serviceSite: string | null = null): string {
  const rule = siteRuleOf(scheduleOf(policy, { team, site: serviceSite ?? policy.defaultSite }));
  if (rule !== 'of-service') return rule;
  return serviceSite !== null && Object.hasOwn(policy.sites, serviceSite) ? serviceSite : policy.defaultSite;
}

/** The public holiday that closes a team today at that site, in English where there is a name; `null` on other days. */
export function holidayOn(policy: Policy, key: HoursKey, at: Instant): string | null {
  const calendar = calendarOf(policy, key);
  return calendar.holidayOn(localDate(at, calendar.zone).toString());
}

/** Every local day of which some part lies in `[from, until)`. */
function daysBetween({ zone }: Calendar, from: Instant, until: Instant): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = [];
  for (let date = localDate(from, zone); beginningOf(date, zone) < until; date = date.add({ days: 1 })) days.push(date);
  return days;
}

interface Work {
  openings: Opening[];
  /** `null` when nobody works on that day. */
  day: WorkingDay | null;
}

function workOn(calendar: Calendar, date: Temporal.PlainDate): Work {
  const { zone } = calendar;
  const openings = slotsOn(calendar, date)
    .map(({ opens, closes }) => ({ opensAt: atWallTime(date, opens, zone), closesAt: atWallTime(date, closes, zone) }))
    // What lies wholly in an hour that summer time skips, or on a day that a zone skipped, never happens.
    .filter(({ opensAt, closesAt }) => opensAt < closesAt);
  const last = openings.at(-1);
  const day =
    last === undefined ? null : { date: date.toString(), beginsAt: beginningOf(date, zone), closesAt: last.closesAt };
  return { openings, day };
}

function slotsOn({ schedule: { hours }, isClosed }: Calendar, date: Temporal.PlainDate): Slot[] {
  if (isClosed(date.toString())) return [];
  if (hours === '24/7') return ALL_DAY;
  const weekday = WEEKDAYS[date.dayOfWeek - 1];
  return weekday === undefined ? [] : hours[weekday];
}

/** Adds an opening to those before it; one that touches the last prolongs it, as 24:00 and the next day's 00:00 do. */
function merge(openings: Opening[], next: Opening): Opening[] {
  const last = openings.at(-1);
  if (last === undefined || last.closesAt < next.opensAt) return [...openings, next];
  return [...openings.slice(0, -1), { opensAt: last.opensAt, closesAt: later(last.closesAt, next.closesAt) }];
}

const cutTo =
  (from: Instant, until: Instant) =>
  ({ opensAt, closesAt }: Opening): Opening[] => {
    const cut = { opensAt: later(opensAt, from), closesAt: earlier(closesAt, until) };
    return cut.opensAt < cut.closesAt ? [cut] : [];
  };
