import fc from 'fast-check';
import { after, instantOf, msBetween, type Instant } from '../../../src/domain/calendar/instant.ts';
import { NeedsMoreHours, type OpeningHours } from '../../../src/domain/calendar/opening-hours.ts';
import {
  addWorkingTime,
  closesAt,
  endOfNextWorkingDay,
  isOpen,
  nextOpening,
  workingTimeBetween,
} from '../../../src/domain/calendar/working-time.ts';

const HOUR = 3_600_000;

/** Two days with a lunch break, 09–12 and 13–18 UTC; a holiday between them. */
const HOURS: OpeningHours = {
  team: 'billing',
  site: 'de-fra',
  alwaysOpen: false,
  from: '2026-11-23T00:00:00.000Z',
  until: '2026-11-27T00:00:00.000Z',
  openings: [
    { opensAt: '2026-11-23T09:00:00.000Z', closesAt: '2026-11-23T12:00:00.000Z' },
    { opensAt: '2026-11-23T13:00:00.000Z', closesAt: '2026-11-23T18:00:00.000Z' },
    { opensAt: '2026-11-25T09:00:00.000Z', closesAt: '2026-11-25T12:00:00.000Z' },
    { opensAt: '2026-11-25T13:00:00.000Z', closesAt: '2026-11-25T18:00:00.000Z' },
  ],
  workingDays: [
    { date: '2026-11-23', beginsAt: '2026-11-23T00:00:00.000Z', closesAt: '2026-11-23T18:00:00.000Z' },
    { date: '2026-11-25', beginsAt: '2026-11-25T00:00:00.000Z', closesAt: '2026-11-25T18:00:00.000Z' },
  ],
};
const OPEN_HOURS = 16;

const ALWAYS: OpeningHours = {
  ...HOURS,
  alwaysOpen: true,
  openings: [],
  workingDays: [
    { date: '2026-11-23', beginsAt: '2026-11-23T00:00:00.000Z', closesAt: '2026-11-24T00:00:00.000Z' },
    { date: '2026-11-24', beginsAt: '2026-11-24T00:00:00.000Z', closesAt: '2026-11-25T00:00:00.000Z' },
  ],
};

const on = (day: number, time: string): Instant =>
  `2026-11-${day}T${time.padEnd(12, ':00.000'.slice(time.length - 5))}Z`;

function missing(ask: () => unknown): NeedsMoreHours {
  try {
    ask();
  } catch (error) {
    if (error instanceof NeedsMoreHours) return error;
    throw error;
  }
  throw new Error('hours that are not known were guessed');
}

describe('addWorkingTime', () => {
  test.each([
    ['within an opening', on(23, '09:30'), 2 * HOUR, on(23, '11:30')],
    ['up to the closing minute', on(23, '17:30'), HOUR / 2, on(23, '18:00')],
    ['a millisecond less', on(23, '17:30'), HOUR / 2 - 1, '2026-11-23T17:59:59.999Z'],
    ['a millisecond more', on(23, '17:30'), HOUR / 2 + 1, '2026-11-25T09:00:00.001Z'],
    ['across lunch', on(23, '11:30'), HOUR, on(23, '13:30')],
    ['across a closed day', on(23, '17:00'), 2 * HOUR, on(25, '10:00')],
    ['from outside the hours', on(24, '20:00'), HOUR, on(25, '10:00')],
    ['nothing, within the hours', on(23, '10:00'), 0, on(23, '10:00')],
    ['nothing, outside the hours', on(24, '20:00'), 0, on(24, '20:00')],
    ['less than nothing', on(23, '10:00'), -1, on(23, '10:00')],
  ])('%s', (_case, from, ms, expected) => expect(addWorkingTime(HOURS, from, ms)).toBe(expected));

  test('all that is known ends at the last closing; a millisecond more is not known', () => {
    expect(addWorkingTime(HOURS, HOURS.from, OPEN_HOURS * HOUR)).toBe(on(25, '18:00'));
    const { key, beyond } = missing(() => addWorkingTime(HOURS, HOURS.from, OPEN_HOURS * HOUR + 1));
    expect(key).toEqual({ team: 'billing', site: 'de-fra' });
    expect(beyond).toBe('2026-11-27T00:00:00.001Z');
  });

  test('without closing, the wall clock', () => {
    expect(addWorkingTime(ALWAYS, '2026-11-01T00:00:00.000Z', 60 * 24 * HOUR)).toBe('2026-12-31T00:00:00.000Z');
  });
});

describe('the other questions', () => {
  test.each([
    ['08:59:59.999', false, on(23, '09:00'), null],
    ['09:00', true, on(23, '09:00'), on(23, '12:00')],
    ['11:59:59.999', true, on(23, '11:59:59.999'), on(23, '12:00')],
    ['12:00', false, on(23, '13:00'), null],
    ['17:59:59.999', true, on(23, '17:59:59.999'), on(23, '18:00')],
    ['18:00', false, on(25, '09:00'), null],
  ])('at %s', (time, open, opening, closing) => {
    const at = on(23, time);
    expect(isOpen(HOURS, at)).toBe(open);
    expect(nextOpening(HOURS, at)).toBe(opening);
    expect(closesAt(HOURS, at)).toBe(closing);
  });

  test('without closing: open, now, for good', () => {
    const at = '2031-01-01T00:00:00.000Z';
    expect([isOpen(ALWAYS, at), nextOpening(ALWAYS, at), closesAt(ALWAYS, at)]).toEqual([true, at, null]);
    expect(workingTimeBetween(ALWAYS, at, after(at, 5))).toBe(5);
  });

  test('working time between instants is that of the hours between them', () => {
    expect(workingTimeBetween(HOURS, HOURS.from, HOURS.until)).toBe(OPEN_HOURS * HOUR);
    expect(workingTimeBetween(HOURS, on(23, '11:00'), on(23, '14:00'))).toBe(2 * HOUR);
    expect(workingTimeBetween(HOURS, on(23, '18:00'), on(25, '09:00'))).toBe(0);
    expect(workingTimeBetween(HOURS, on(23, '14:00'), on(23, '11:00'))).toBe(0);
    expect(workingTimeBetween(ALWAYS, on(23, '14:00'), on(23, '11:00'))).toBe(0);
  });

  test('the next working day begins after the instant, not with it', () => {
    expect(endOfNextWorkingDay(HOURS, on(23, '00:00'))).toBe(on(25, '18:00'));
    expect(endOfNextWorkingDay(HOURS, on(23, '10:00'))).toBe(on(25, '18:00'));
    expect(endOfNextWorkingDay(HOURS, '2026-11-24T23:59:59.999Z')).toBe(on(25, '18:00'));
    expect(endOfNextWorkingDay(ALWAYS, on(23, '10:00'))).toBe(on(25, '00:00'));
  });
});

describe('nothing is guessed beyond what is known', () => {
  const before = after(HOURS.from, -1);
  const last = after(HOURS.until, -1);
  const questions: [string, (hours: OpeningHours, at: Instant) => unknown][] = [
    ['addWorkingTime', (hours, at) => addWorkingTime(hours, at, 0)],
    ['workingTimeBetween', (hours, at) => workingTimeBetween(hours, at, after(at, 1))],
    ['isOpen', isOpen],
    ['nextOpening', nextOpening],
    ['closesAt', closesAt],
    ['endOfNextWorkingDay', endOfNextWorkingDay],
  ];

  test.each(questions)('%s a millisecond before the first known instant', (_name, ask) => {
    expect(missing(() => ask(HOURS, before)).beyond).toBe(before);
    expect(() => ask(HOURS, HOURS.from)).not.toThrow();
  });

  test.each(questions)('%s at the end of what is known', (_name, ask) => {
    expect(missing(() => ask(HOURS, HOURS.until)).beyond! >= HOURS.until).toBe(true);
  });

  test('a millisecond earlier, what can be said is said', () => {
    expect(isOpen(HOURS, last)).toBe(false);
    expect(closesAt(HOURS, last)).toBe(null);
    expect(addWorkingTime(HOURS, last, 0)).toBe(last);
    expect(workingTimeBetween(HOURS, last, HOURS.until)).toBe(0);
    expect(missing(() => workingTimeBetween(HOURS, last, after(HOURS.until, 1))).beyond).toBe(after(HOURS.until, 1));
    expect(missing(() => nextOpening(HOURS, last)).beyond).toBe(HOURS.until);
    expect(missing(() => endOfNextWorkingDay(HOURS, last)).beyond).toBe(HOURS.until);
  });

  test('an opening that reaches the end may be cut off there, so its closing is not known', () => {
    const cut = { ...HOURS, until: on(25, '18:00') };
    expect(missing(() => closesAt(cut, on(25, '17:00'))).beyond).toBe(cut.until);
    expect(missing(() => addWorkingTime(cut, on(25, '17:00'), HOUR)).beyond).toBe(cut.until);
    expect(addWorkingTime(cut, on(25, '17:00'), HOUR - 1)).toBe('2026-11-25T17:59:59.999Z');
    expect(missing(() => endOfNextWorkingDay(cut, on(23, '10:00'))).beyond).toBe(cut.until);
    const longer = { ...HOURS, until: after(on(25, '18:00'), 1) };
    expect(closesAt(longer, on(25, '17:00'))).toBe(on(25, '18:00'));
    expect(endOfNextWorkingDay(longer, on(23, '10:00'))).toBe(on(25, '18:00'));
  });

  test('hours that never close need the window for calendar days only', () => {
    expect(missing(() => endOfNextWorkingDay(ALWAYS, before)).beyond).toBe(before);
    expect(missing(() => endOfNextWorkingDay(ALWAYS, on(24, '10:00'))).beyond).toBe(ALWAYS.until);
  });
});

describe('laws', () => {
  const EPOCH = Date.parse('2027-01-01T00:00:00Z');
  const END = 500_000;
  /** Random stretches, milliseconds apart or long, so that edges are met. */
  const hoursAndInstant = fc
    .record({
      lengths: fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 2, maxLength: 60 }),
      at: fc.nat(END - 1),
    })
    .map(({ lengths, at }) => {
      const openings = [];
      let end = EPOCH;
      for (let index = 0; index + 1 < lengths.length; index += 2) {
        const start = end + (lengths[index] ?? 1);
        end = start + (lengths[index + 1] ?? 1);
        openings.push({ opensAt: instantOf(start), closesAt: instantOf(end) });
      }
      const hours: OpeningHours = { ...HOURS, from: instantOf(EPOCH), until: instantOf(EPOCH + END), openings };
      return { hours, at: instantOf(EPOCH + at) };
    });
  const span = fc.nat(20_000);

  const known = <T>(answer: () => T): T => {
    try {
      return answer();
    } catch (error) {
      if (error instanceof NeedsMoreHours) fc.pre(false);
      throw error;
    }
  };

  test('a span may be added in parts', () => {
    fc.assert(
      fc.property(hoursAndInstant, span, span, ({ hours, at }, a, b) => {
        const whole = known(() => addWorkingTime(hours, at, a + b));
        expect(addWorkingTime(hours, addWorkingTime(hours, at, a), b)).toBe(whole);
      }),
      { numRuns: 500 },
    );
  });

  test('what was added is what lies between, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(hoursAndInstant, fc.integer({ min: 1, max: 20_000 }), ({ hours, at }, ms) => {
        const due = known(() => addWorkingTime(hours, at, ms));
        expect(workingTimeBetween(hours, at, due)).toBe(ms);
        expect(workingTimeBetween(hours, at, after(due, -1))).toBe(ms - 1);
      }),
      { numRuns: 500 },
    );
  });

  test('later or longer is never due earlier', () => {
    fc.assert(
      fc.property(hoursAndInstant, span, span, fc.nat(5_000), ({ hours, at }, ms, more, delay) => {
        const due = known(() => addWorkingTime(hours, at, ms));
        expect(known(() => addWorkingTime(hours, at, ms + more)) >= due).toBe(true);
        expect(known(() => addWorkingTime(hours, after(at, delay), ms)) >= due).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a pause preserves what was left', () => {
    fc.assert(
      fc.property(
        hoursAndInstant,
        fc.integer({ min: 1, max: 10_000 }),
        fc.nat(),
        fc.nat(30_000),
        (given, ms, part, pause) => {
          const { hours, at } = given;
          const due = known(() => addWorkingTime(hours, at, ms));
          const pausedAt = after(at, part % msBetween(at, due));
          const left = workingTimeBetween(hours, pausedAt, due);
          const resumedAt = after(pausedAt, pause);
          const dueLater = known(() => addWorkingTime(hours, resumedAt, left));
          expect(workingTimeBetween(hours, at, pausedAt) + workingTimeBetween(hours, resumedAt, dueLater)).toBe(ms);
        },
      ),
      { numRuns: 500 },
    );
  });
});
