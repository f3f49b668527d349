import { instantOfStart, readStart } from '../../src/scenarios/story/start.ts';
import { instantOfWhen, readWhen, type Moments } from '../../src/scenarios/story/when.ts';
import { policy } from '../domain/support/shipped-policy.ts';

const MONDAY = '2026-06-08T08:00:00.000Z';
const moments: Moments = {
  start: MONDAY,
  last: '2026-06-08T09:30:00.000Z',
  zone: 'Europe/Amsterdam',
  dueOf: ({ kind, cycle }) => (kind === 'pick-up' && cycle !== 2 ? '2026-06-09T06:30:00.000Z' : null),
};

describe('An instant of a story', () => {
  test.each([
    ['+0', MONDAY],
    ['+8m', '2026-06-08T08:08:00.000Z'],
    ['+1d2h', '2026-06-09T10:00:00.000Z'],
    ['8m later', '2026-06-08T09:38:00.000Z'],
    // 11:30 in Amsterdam is now: the first time from then on.
    ['11:30', '2026-06-08T09:30:00.000Z'],
    ['11:29', '2026-06-09T09:29:00.000Z'],
    ['tomorrow 08:00', '2026-06-09T06:00:00.000Z'],
    ['Mon 11:29', '2026-06-15T09:29:00.000Z'],
    ['Friday 17:45 America/New_York', '2026-06-12T21:45:00.000Z'],
    ['25 Dec 08:00', '2026-12-25T07:00:00.000Z'],
    ['29 Feb 08:00', '2028-02-29T07:00:00.000Z'],
    ['2027-01-01 00:00 UTC', '2027-01-01T00:00:00.000Z'],
    // The clock skips 02:30 that night: the instant of the jump; and shows it twice in autumn: the first.
    ['2027-03-28 02:30', '2027-03-28T01:00:00.000Z'],
    ['2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['2s before pick-up is due', '2026-06-09T06:29:58.000Z'],
    ['when pick-up 1 is due', '2026-06-09T06:30:00.000Z'],
    ['1m after pick-up is due', '2026-06-09T06:31:00.000Z'],
    ['2s before pick-up 2 is due', null],
    ['2s before first-reply is due', null],
    ['2026-06-07 08:00', null],
  ])('%s', (text, instant) => {
    const when = readWhen(text);
    expect(when).not.toBeNull();
    expect(instantOfWhen(when!, moments)).toBe(instant);
  });

  test.each([
    '8m',
    '+',
    '+8',
    'noon',
    'Mon',
    'Mon 24:00',
    'Mon 08:60',
    'Mon 08:00 Mars/Base',
    '32',
    '2s before lunch is due',
  ])('%s is none', (text) => expect(readWhen(text)).toBeNull());
});

test('an hour that the clock shows twice is reached twice', () => {
  const when = readWhen('02:30');
  // 02:45, when it is shown first; half past two comes once more.
  const again = { ...moments, last: '2026-10-25T00:45:00.000Z' };
  expect(instantOfWhen(when!, again)).toBe('2026-10-25T01:30:00.000Z');
});

describe('The start of a story', () => {
  const from = (text: string, now = '2026-11-30T08:00:00.000Z') => {
    const start = readStart(text);
    expect(start).not.toBeNull();
    return instantOfStart(start!, now, 'Europe/Amsterdam', policy);
  };

  test.each([
    ['now', '2026-11-30T08:00:00.000Z'],
    ['next Friday 17:45 Europe/Berlin', '2026-12-04T16:45:00.000Z'],
    ['next Friday 17:45 CET', '2026-12-04T16:45:00.000Z'],
    ['next Monday 09:30', '2026-11-30T08:30:00.000Z'],
    ['next Monday 08:30', '2026-12-07T07:30:00.000Z'],
    ['2027-12-25 08:00 Europe/Amsterdam', '2027-12-25T07:00:00.000Z'],
    ['2026-11-29 08:00', null],
    ['next ordinary Friday 22:45', '2026-12-04T21:45:00.000Z'],
    ['next Tuesday 24 December 16:00', '2030-12-24T15:00:00.000Z'],
    ['next working day 10:00', '2026-11-30T09:00:00.000Z'],
    ['the next spring change', '2027-03-28T01:00:00.000Z'],
    // Easter falls on that day in 2027.
    ['the next ordinary spring change', '2028-03-26T01:00:00.000Z'],
    ['2d before the next autumn change', '2027-10-29T01:00:00.000Z'],
    ['Friday 21:45 before the next ordinary spring change', '2028-03-24T20:45:00.000Z'],
  ])('%s', (text, instant) => expect(from(text)).toBe(instant));

  test('an ordinary day keeps away from holidays and changes of the clock, by the calendar of the place', () => {
    // Past Christmas and New Year; past Easter and the change.
    expect(from('next ordinary Friday 17:00', '2026-12-12T08:00:00.000Z')).toBe('2027-01-08T16:00:00.000Z');
    expect(from('next ordinary Friday 17:00', '2027-03-20T08:00:00.000Z')).toBe('2027-04-02T15:00:00.000Z');
  });

  test('a working day is none of the weekend, and no holiday', () => {
    expect(from('next working day 10:00', '2026-12-24T10:00:00.000Z')).toBe('2026-12-28T09:00:00.000Z');
  });

  test.each([
    'someday',
    'Friday 17:45',
    'next Friday',
    'next tomorrow 08:00',
    'the next summer change',
    'noon before the next spring change',
    'tomorrow 08:00 before the next spring change',
    'working day 08:00 before the next spring change',
  ])('%s is none', (text) => expect(readStart(text)).toBeNull());
});
