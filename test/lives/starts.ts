import { Temporal } from 'temporal-polyfill';
import { after, DAY, instantOf } from '../../src/domain/calendar/instant.ts';
import { instantOfStart, readStart } from '../../src/scenarios/story/start.ts';
import { policy } from '../domain/support/shipped-policy.ts';

/** Where a random life's clocks hang. */
export const ZONE = 'Europe/Berlin';

/** A server's time begins at the real now: tomorrow is still ahead when the last life of a run begins. */
const tomorrow = after(instantOf(Date.now()), DAY);

/** Of days on which something is going on the next to come, as a story's start: `2031-06-09 10:00`. */
export const STARTS: Readonly<Record<string, string>> = {
  'an ordinary Monday': coming('next ordinary Monday 10:00'),
  'an ordinary Friday night': coming('next ordinary Friday 21:45'),
  'the Friday before the clock goes back': coming('Friday 23:30 before the next autumn change'),
  'the Friday before the clock goes forward': coming('Friday 12:00 before the next spring change'),
  'the day before Christmas Eve': coming('next 23 December 16:55'),
};

function coming(text: string): string {
  const start = readStart(text);
  const instant = start === null ? null : instantOfStart(start, tomorrow, ZONE, policy);
  if (instant === null) throw new Error(`${text} never comes`);
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
