import { DAY, epochOf, HOUR, instantOf, MINUTE } from '../../../src/domain/calendar/instant.ts';
import { brokenAxis } from '../../../src/scenarios/report/html/axis.ts';
import { briefly, wallOf } from '../../../src/scenarios/report/html/story-times.ts';
import { ticksOf } from '../../../src/scenarios/report/html/ticks.ts';
import { berlin } from '../../domain/support/when.ts';

const shown = (zone: string, ...moments: string[]) =>
  ticksOf(brokenAxis(moments.map((text) => epochOf(berlin(text)))), zone).map((tick) => {
    const { day, time } = wallOf(instantOf(tick), zone);
    return `${day} ${time}`;
  });

test('minutes: at what a clock shows, by the zone', () => {
  const ticks = shown('Europe/Berlin', '2026-06-08 10:01', '2026-06-08 10:20');
  expect(ticks.slice(0, 3)).toEqual(['Mon 8 Jun 10:01', 'Mon 8 Jun 10:02', 'Mon 8 Jun 10:03']);
  const [first] = shown('Asia/Kolkata', '2026-06-08 10:01', '2026-06-08 22:20');
  expect(first).toBe('Mon 8 Jun 14:00');
});

test('weeks: at midnight', () => {
  const ticks = shown('Europe/Berlin', '2026-06-08 10:00', '2026-06-20 10:00', '2026-07-01 10:00');
  expect(ticks.slice(0, 2)).toEqual(['Wed 10 Jun 00:00', 'Fri 12 Jun 00:00']);
});

test('on both sides of a break, even where no full hour lies between two', () => {
  const ticks = shown('Europe/Berlin', '2026-06-08 10:00', '2026-06-08 15:00', '2026-06-11 13:03', '2026-06-11 13:08');
  expect(ticks.at(-1)).toBe('Thu 11 Jun 13:03');
});

test('summer time skips an hour, and each tick is there once', () => {
  const ticks = shown('Europe/Berlin', '2026-03-29 00:00', '2026-03-29 08:00');
  expect(new Set(ticks).size).toBe(ticks.length);
  expect(ticks).toContain('Sun 29 Mar 03:00');
  expect(ticks).not.toContain('Sun 29 Mar 02:00');
});

test('in autumn an hour is there twice', () => {
  const ticks = shown('Europe/Berlin', '2026-10-25 00:00', '2026-10-25 08:00');
  expect(ticks.filter((tick) => tick === 'Sun 25 Oct 02:00')).toHaveLength(2);
  expect(ticks.indexOf('Sun 25 Oct 03:00')).toBeGreaterThan(ticks.lastIndexOf('Sun 25 Oct 02:00'));
});

test.each([
  [13 * DAY + 22 * HOUR, '13 d'],
  [2 * DAY + 13 * HOUR + 18 * MINUTE, '2 d 13 h'],
  [3 * DAY, '3 d'],
  [13 * HOUR + 18 * MINUTE, '13 h 18 m'],
  [4 * HOUR, '4 h'],
])('%i ms is, for a narrow place, %s', (ms, text) => {
  expect(briefly(ms)).toBe(text);
});
