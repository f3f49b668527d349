import fc from 'fast-check';
import { resolveOpeningHours } from '../../../src/domain/calendar/resolve-opening-hours.ts';
import type { Instant } from '../../../src/domain/calendar/instant.ts';
import type { OpeningHours } from '../../../src/domain/calendar/opening-hours.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import { WEEKDAYS, type Slot, type Week } from '../../../src/domain/policy/week.ts';
import { shippedPolicy } from '../policy/shipped-policy.ts';

const shipped = shippedPolicy();

/** Nobody works, but on the days given. */
export const weekOf = (days: Partial<Week>): Week => ({
  mon: [],
  tue: [],
  wed: [],
  thu: [],
  fri: [],
  sat: [],
  sun: [],
  ...days,
});

/** The same slots, as `[opens, closes]` in minutes after midnight, on every day. */
export const daily = (...slots: [number, number][]): Week =>
  weekOf(Object.fromEntries(WEEKDAYS.map((day) => [day, slots.map(([opens, closes]) => ({ opens, closes }))])));

/** A policy with one more team, `night`, in a zone without holidays. */
export const policyWith = (zone: string, hours: Week | '24/7', closingDays: string[] = []): Policy => ({
  ...shipped,
  teams: {
    ...shipped.teams,
    night: { level: 2, name: { en: 'night', it: 'notte' }, hours, zone, holidays: false, closingDays },
  },
});

/** The hours of a team in `zone`. */
export const hoursIn = (zone: string, hours: Week | '24/7', from: Instant, until: Instant): OpeningHours =>
  resolveOpeningHours(policyWith(zone, hours), { team: 'night', site: zone }, from, until);

/** Up to three slots of whole quarters of an hour, in order, some of them touching. */
const slots: fc.Arbitrary<Slot[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 6 })
  .map((quarters) => {
    const edges = quarters.sort((a, b) => a - b).map((quarter) => quarter * 15);
    return edges.flatMap((opens, index) => {
      const closes = edges[index + 1];
      return index % 2 === 0 && closes !== undefined ? [{ opens, closes }] : [];
    });
  });

const allDay: fc.Arbitrary<Slot[]> = fc.constant([{ opens: 0, closes: 1440 }]);

const day = fc.oneof({ arbitrary: slots, weight: 4 }, { arbitrary: allDay, weight: 1 });

/** A random week on which somebody works. */
export const weeks: fc.Arbitrary<Week> = fc
  .record({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })
  .filter((week) => WEEKDAYS.some((name) => week[name].length > 0));
