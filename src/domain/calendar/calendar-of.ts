import { APPROVERS } from '../policy/approvers.ts';
import type { Schedule } from '../policy/schedule.ts';
import type { Policy } from '../policy/schema.ts';
import { siteRuleOf } from '../policy/terms.ts';
import type { HoursKey } from './opening-hours.ts';
import { publicHolidayOn } from './public-holidays.ts';

/** Somebody's weekly schedule at a place: by which clock they work, and which days close them. */
export interface Calendar {
  schedule: Schedule;
  zone: string;
  /** The public holiday that closes them on a local date. */
  holidayOn: (date: string) => string | null;
  /** Whether a holiday or a closing day closes them on a local date. */
  isClosed: (date: string) => boolean;
}

/** The policy knows no hours for this team at this site: a fault of the caller, not of the hours. */
export class UnknownHoursError extends Error {
  readonly code = 'unknown-hours';

  constructor(readonly key: HoursKey) {
    super(`the policy has no opening hours of ${key.team} at ${key.site}`);
    this.name = 'UnknownHoursError';
  }
}

/** @throws UnknownHoursError when nobody in the policy works by that key */
export function calendarOf(policy: Policy, key: HoursKey): Calendar {
  const schedule = scheduleOf(policy, key);
  const rule = siteRuleOf(schedule);
  if (rule !== 'of-service' && rule !== key.site) throw new UnknownHoursError(key);
  if (schedule.zone !== undefined) {
    const ownDays = new Set(schedule.closingDays);
    return { schedule, zone: schedule.zone, holidayOn: () => null, isClosed: (date) => ownDays.has(date) };
  }
  const site = own(policy.sites, key.site);
  if (site === undefined) throw new UnknownHoursError(key);
  const closingDays = new Set([...schedule.closingDays, ...(schedule.holidays ? site.closingDays : [])]);
  const keepsHolidays = schedule.holidays && policy.holidaysClose;
  const holidayOn = (date: string): string | null => (keepsHolidays ? publicHolidayOn(site, date) : null);
  return {
    schedule,
    zone: site.zone,
    holidayOn,
    isClosed: (date) => closingDays.has(date) || holidayOn(date) !== null,
  };
}

/** @throws UnknownHoursError when the policy knows nobody by that name */
export function scheduleOf({ teams, approvals, management }: Policy, key: HoursKey): Schedule {
  if (key.team === APPROVERS) return approvals.approvers;
  const schedule = own(teams, key.team) ?? own(management.people, key.team)?.duty;
  if (schedule === undefined) throw new UnknownHoursError(key);
  return schedule;
}

/** Keys come from customers too, and `constructor` is no site. */
const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
