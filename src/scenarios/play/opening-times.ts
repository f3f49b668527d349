import { after, DAY, type Instant, type Milliseconds } from '../../domain/calendar/instant.ts';
import type { HoursKey, OpeningHours } from '../../domain/calendar/opening-hours.ts';
import { resolveOpeningHours } from '../../domain/calendar/resolve-opening-hours.ts';
import { workingTimeBetween } from '../../domain/calendar/working-time.ts';
import type { Policy } from '../../domain/policy/schema.ts';

/** When teams are at work, by a policy. */
export interface OpeningTimes {
  /** Opening and closing minute included. */
  isOpenAt(key: HoursKey, at: Instant): boolean;
  workedBetween(key: HoursKey, from: Instant, to: Instant): Milliseconds;
}

/** What was looked up is remembered, month by month. */
export function openingTimes(policy: Policy): OpeningTimes {
  const months = new Map<string, OpeningHours>();
  const monthOf = (key: HoursKey, at: Instant): OpeningHours => {
    const month = at.slice(0, 7);
    const name = `${key.team} ${key.site} ${month}`;
    const known = months.get(name);
    if (known !== undefined) return known;
    const first: Instant = `${month}-01T00:00:00.000Z`;
    // An opening may begin in the month before, or end in the one after.
    const hours = resolveOpeningHours(policy, key, after(first, -DAY), after(first, 32 * DAY));
    months.set(name, hours);
    return hours;
  };
  return {
    isOpenAt: (key, at) => {
      const { alwaysOpen, openings } = monthOf(key, at);
      return alwaysOpen || openings.some(({ opensAt, closesAt }) => opensAt <= at && at <= closesAt);
    },
    workedBetween: (key, from, to) =>
      workingTimeBetween(resolveOpeningHours(policy, key, after(from, -DAY), after(to, DAY)), from, to),
  };
}
