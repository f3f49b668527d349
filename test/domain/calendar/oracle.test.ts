import fc from 'fast-check';
import { epochOf, instantOf, type Instant } from '../../../src/domain/calendar/instant.ts';
import { NeedsMoreHours } from '../../../src/domain/calendar/opening-hours.ts';
import { resolveOpeningHours } from '../../../src/domain/calendar/resolve-opening-hours.ts';
import {
  addWorkingTime,
  closesAt,
  endOfNextWorkingDay,
  isOpen,
  nextOpening,
  workingTimeBetween,
} from '../../../src/domain/calendar/working-time.ts';
import { policyWith, weeks } from './given-hours.ts';
import { WallClockOracle } from './wall-clock-oracle.ts';

const MINUTE = 60_000;
const DAYS = 10;

/** Instants of changes of the clock, some at midnight, and zones that know none. */
const CHANGES: [zone: string, change: string][] = [
  ['Europe/Berlin', '2027-03-28T01:00Z'],
  ['Europe/Berlin', '2027-10-31T01:00Z'],
  ['America/New_York', '2027-03-14T07:00Z'],
  ['America/New_York', '2027-11-07T06:00Z'],
  ['America/Havana', '2027-03-14T05:00Z'],
  ['America/Havana', '2027-11-07T05:00Z'],
  ['Africa/Cairo', '2027-04-29T22:00Z'],
  ['Africa/Cairo', '2027-10-28T21:00Z'],
  ['Asia/Beirut', '2027-03-27T22:00Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00Z'],
  ['Australia/Lord_Howe', '2027-10-02T15:30Z'],
  ['Asia/Tokyo', '2027-03-28T01:00Z'],
  ['Asia/Kathmandu', '2027-07-01T00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
];

/** A window of known hours, beginning up to a week before a change of the clock, and two whole minutes in it. */
const situations = fc
  .record({
    place: fc.constantFrom(...CHANGES),
    week: weeks,
    closedAfter: fc.array(fc.integer({ min: -1, max: DAYS }), { maxLength: 3 }),
    quartersBefore: fc.integer({ min: 0, max: 7 * 96 }),
    minutes: fc.tuple(fc.nat(DAYS * 1440 - 1), fc.nat(DAYS * 1440 - 1)),
    span: fc.oneof(fc.nat(600), fc.nat(8000)),
  })
  .map(({ place: [zone, change], week, closedAfter, quartersBefore, minutes: [one, other], span }) => {
    const start = Date.parse(change) - quartersBefore * 15 * MINUTE;
    const closingDays = closedAfter.map((days) => instantOf(start + days * 1440 * MINUTE).slice(0, 10));
    const from = instantOf(start);
    const until = instantOf(start + DAYS * 1440 * MINUTE);
    return {
      hours: resolveOpeningHours(policyWith(zone, week, closingDays), { team: 'night', site: zone }, from, until),
      oracle: new WallClockOracle(zone, week, new Set(closingDays), start, DAYS),
      at: start + one * MINUTE,
      to: start + other * MINUTE,
      until: epochOf(until),
      span,
    };
  });

/** `null` where the arithmetic refuses to guess. */
function orUnknown(answer: () => Instant | null): Instant | null {
  try {
    return answer();
  } catch (error) {
    if (error instanceof NeedsMoreHours) return null;
    throw error;
  }
}

describe('working time agrees with the wall clock, minute by minute, across every change of the clock', () => {
  test('open or closed, in every quarter of an hour', () => {
    fc.assert(
      fc.property(situations, ({ hours, oracle, until }) => {
        for (let at = epochOf(hours.from); at < until; at += 15 * MINUTE) {
          if (isOpen(hours, instantOf(at)) !== oracle.isOpen(at)) throw new Error(`wrong at ${instantOf(at)}`);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the instant by which some working time has passed', () => {
    fc.assert(
      fc.property(situations, ({ hours, oracle, at, until, span }) => {
        const answer = orUnknown(() => addWorkingTime(hours, instantOf(at), span * MINUTE));
        expect(answer).toBe(oracle.addWorkingMinutes(at, span, until));
      }),
      { numRuns: 300 },
    );
  });

  test('working time between two instants', () => {
    fc.assert(
      fc.property(situations, ({ hours, oracle, at, to }) => {
        expect(workingTimeBetween(hours, instantOf(at), instantOf(to))).toBe(oracle.workingMinutes(at, to) * MINUTE);
      }),
      { numRuns: 300 },
    );
  });

  test('the next opening and the next closing', () => {
    fc.assert(
      fc.property(situations, ({ hours, oracle, at, until }) => {
        expect(orUnknown(() => nextOpening(hours, instantOf(at)))).toBe(oracle.first(true, at, until));
        const closing = oracle.isOpen(at) ? oracle.first(false, at, until) : null;
        expect(orUnknown(() => closesAt(hours, instantOf(at)))).toBe(closing);
      }),
      { numRuns: 300 },
    );
  });

  test('the end of the next working day', () => {
    fc.assert(
      fc.property(situations, ({ hours, oracle, at, until }) => {
        expect(orUnknown(() => endOfNextWorkingDay(hours, instantOf(at)))).toBe(oracle.endOfNextWorkingDay(at, until));
      }),
      { numRuns: 300 },
    );
  });
});
