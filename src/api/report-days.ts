import type { Instant } from '../domain/calendar/instant.ts';
import { countDays, daysBetween, firstOfDays, today, type Days } from '../domain/reports/calendar-days.ts';
import { ProblemError } from './problem.ts';
import type { ReportQuery } from './schemas/reports.ts';

const USUALLY = 7;
const AT_MOST = 366;

/** The days that a report is asked for: the last seven unless given. @throws ProblemError when they are none, or too many */
export function reportDays({ from, to }: ReportQuery, now: Instant, zone: string): Days {
  const last = to ?? today(now, zone);
  const first = from ?? firstOfDays(last, USUALLY);
  const count = countDays(first, last);
  if (count === 0) throw notThese(to === undefined ? 'from' : 'to', `there is no day from ${first} to ${last}`);
  if (count > AT_MOST)
    throw notThese('from', `expected at most ${AT_MOST} days, not the ${count} from ${first} to ${last}`);
  return daysBetween(first, last, zone);
}

const notThese = (path: string, message: string): ProblemError =>
  new ProblemError('invalid-request', `the query is not as expected: ${path}: ${message}`, {
    errors: [{ path, message }],
  });
