import { clockTime, duration, since, span } from '../../src/timeline/times.ts';

const S = 1_000;
const M = 60 * S;
const H = 60 * M;

test.each([
  [0, '0:00'],
  [999, '0:00'],
  [9 * M + 58 * S, '9:58'],
  [H - 1, '59:59'],
  [H, '1:00:00'],
  [24 * H - 1, '23:59:59'],
  [49 * H + 3 * M + 4 * S, '2 d 1:03:04'],
])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

test.each([
  ['08:10:00.499', '+10:00'],
  ['08:09:59.500', '+10:00'],
  ['08:09:59.499', '+9:59'],
])('what is at %s was %s since eight', (time, text) =>
  expect(since('2026-10-24T08:00:00.000Z', `2026-10-24T${time}Z`)).toBe(text),
);

test.each([
  [45 * S, '45 s'],
  [10 * M - 1, '10 min'],
  [2 * H - 3, '2 h'],
  [90 * M, '1 h 30 min'],
  [24 * H, '1 d'],
  [37 * H + 41 * M, '1 d 13 h 41 min'],
])('a promise in %d ms is one in %s', (ms, text) => expect(span(ms)).toBe(text));

test('an instant is told with its day when that is another day in that zone', () => {
  const evening = '2026-10-24T20:00:00.000Z';
  expect(clockTime('2026-10-24T21:59:59.000Z', evening, 'Europe/Berlin')).toBe('23:59:59');
  expect(clockTime('2026-10-24T22:00:00.000Z', evening, 'Europe/Berlin')).toBe('Sun 25 Oct 00:00:00');
  expect(clockTime('2026-10-24T22:00:00.000Z', evening, 'UTC')).toBe('22:00:00');
  // The clocks have gone back.
  expect(clockTime('2026-10-25T07:00:00.000Z', evening, 'Europe/Berlin')).toBe('Sun 25 Oct 08:00:00');
});
