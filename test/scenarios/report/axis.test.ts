import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../../../src/domain/calendar/instant.ts';
import { BREAK_WIDTH, brokenAxis, placeOf } from '../../../src/scenarios/report/html/axis.ts';

const breaksOf = (moments: number[]) => {
  const { stretches } = brokenAxis(moments);
  return stretches.filter(({ broken }) => broken).map(({ from, to }) => to - from);
};

const minutes = (...at: number[]) => at.map((minute) => minute * MINUTE);

test('an hour of work is to one scale, from end to end', () => {
  const axis = brokenAxis(minutes(0, 2, 10, 60));
  expect(axis.stretches.map(({ broken }) => broken)).toEqual([false, false, false]);
  expect(minutes(0, 15, 30, 60).map((at) => placeOf(axis, at) / axis.width)).toEqual([0, 0.25, 0.5, 1]);
});

test('two weeks of silence are broken, and the minutes on both sides of it are to one scale', () => {
  const later = 14 * DAY;
  const axis = brokenAxis([...minutes(0, 5, 10), later, later + 10 * MINUTE]);
  expect(axis.stretches.map(({ broken }) => broken)).toEqual([false, false, true, false]);
  const [five, , silence, ten] = axis.stretches.map(({ width }) => width);
  expect(silence).toBe(BREAK_WIDTH);
  expect(ten).toBeCloseTo(2 * five!);
  expect(ten).toBeGreaterThan(200);
});

test('however many days follow on few minutes, the minutes are seen', () => {
  const days = Array.from({ length: 12 }, (_, day) => (day + 1) * DAY);
  const axis = brokenAxis([...minutes(0, 4, 5, 10), ...days]);
  expect(axis.stretches[1]!.width).toBeGreaterThan(14);
});

test('where days are all there is, nothing is broken', () => {
  expect(breaksOf([0, DAY, 3 * DAY, 6 * DAY])).toEqual([]);
  expect(breaksOf(Array.from({ length: 120 }, (_, day) => day * DAY))).toEqual([]);
});

test('only what is long is broken: a quiet night between two days of work, not its hours', () => {
  const day = [0, 10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 5 * HOUR];
  expect(breaksOf([...day, ...day.map((at) => at + DAY)])).toEqual([19 * HOUR]);
});

test('nothing, or one moment, is an axis too', () => {
  expect(placeOf(brokenAxis([]), 5)).toBe(0);
  expect(placeOf(brokenAxis([5]), 5)).toBe(0);
  expect(brokenAxis([5]).width).toBeGreaterThan(0);
});

test('whatever happens when: the place is filled, time goes to the right, and none is lost', () => {
  const length = fc.oneof(
    fc.integer({ min: 1, max: HOUR }),
    fc.integer({ min: 1, max: 400 * DAY }),
    fc.constantFrom(1, MINUTE, DAY),
  );
  fc.assert(
    fc.property(fc.array(length, { minLength: 1, maxLength: 60 }), (lengths) => {
      const moments = lengths.reduce((all, next) => [...all, all.at(-1)! + next], [0]);
      const axis = brokenAxis(moments);
      const last = axis.stretches.at(-1)!;
      expect(last.x + last.width).toBeCloseTo(axis.width, 3);
      expect(axis.width).toBeLessThan(BREAK_WIDTH * 62 + 1_120);
      const places = moments.map((at) => placeOf(axis, at));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(placeOf(axis, -1)).toBe(0);
      expect(placeOf(axis, moments.at(-1)! + 1)).toBe(axis.width);
      const scale = axis.stretches.filter(({ broken }) => !broken).map(({ from, to, width }) => width / (to - from));
      for (const perMs of scale) expect(perMs / scale[0]!).toBeCloseTo(1);
    }),
  );
});
