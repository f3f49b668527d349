import { epochOf, instantOf } from '../../../src/domain/calendar/instant.ts';
import { holidayOn, resolveOpeningHours, siteOfTeam } from '../../../src/domain/calendar/resolve-opening-hours.ts';
import { addWorkingTime, endOfNextWorkingDay, isOpen, nextOpening } from '../../../src/domain/calendar/working-time.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import { shippedPolicy } from '../policy/shipped-policy.ts';
import { daily, hoursIn, policyWith, weekOf } from './given-hours.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const policy = shippedPolicy();

/** A team's hours for 35 days, known from the eve of a day on. */
const known = (team: string, site: string, day: string, by: Policy = policy) => {
  const eve = epochOf(`${day}T00:00:00.000Z`) - 24 * HOUR;
  return resolveOpeningHours(by, { team, site }, instantOf(eve), instantOf(eve + 35 * 24 * HOUR));
};

const instant = (text: string): string => instantOf(Date.parse(text));

describe('due instants by the wall clock', () => {
  test.each([
    // Friday evening in Frankfurt: the closing minute, and what passes it.
    ['billing', 'de-fra', '2026-11-20T17:30+01:00', 30 * MINUTE, '2026-11-20T18:00+01:00'],
    ['billing', 'de-fra', '2026-11-20T17:30+01:00', 30 * MINUTE + 1, '2026-11-23T09:00:00.001+01:00'],
    // Christmas 2026 is a Friday; Boxing Day falls on the weekend.
    ['billing', 'de-fra', '2026-12-24T17:30+01:00', HOUR, '2026-12-28T09:30+01:00'],
    ['datacentre', 'de-fra', '2026-12-24T16:30+01:00', HOUR, '2026-12-28T08:30+01:00'],
    // King's Day, a Tuesday.
    ['sysadmins', 'nl-ams', '2027-04-26T21:00+02:00', 2 * HOUR, '2027-04-28T09:00+02:00'],
    ['datacentre', 'nl-ams', '2027-04-26T16:00+02:00', 2 * HOUR, '2027-04-28T09:00+02:00'],
    ['billing', 'de-fra', '2027-04-26T17:00+02:00', 2 * HOUR, '2027-04-27T10:00+02:00'],
    // Independence Day of Poland, a Wednesday.
    ['datacentre', 'pl-waw', '2026-11-10T16:30+01:00', HOUR, '2026-11-12T08:30+01:00'],
    // Independence Day of the United States, a Sunday, is kept on the Monday; Thanksgiving is a Thursday.
    ['datacentre', 'us-nyc', '2027-07-02T16:30-04:00', HOUR, '2027-07-06T08:30-04:00'],
    ['datacentre', 'us-nyc', '2026-11-25T16:30-05:00', HOUR, '2026-11-27T08:30-05:00'],
    // Canada Day, and Family Day, which Ontario keeps.
    ['datacentre', 'ca-tor', '2027-06-30T16:30-04:00', HOUR, '2027-07-02T08:30-04:00'],
    ['datacentre', 'us-nyc', '2027-06-30T16:30-04:00', HOUR, '2027-07-01T08:30-04:00'],
    ['datacentre', 'ca-tor', '2027-02-12T16:30-05:00', HOUR, '2027-02-16T08:30-05:00'],
    // Summer time begins on 28 March 2027, Easter Sunday; Good Friday is a holiday in Germany, not in the Netherlands.
    ['billing', 'de-fra', '2027-03-25T17:30+01:00', HOUR, '2027-03-30T09:30+02:00'],
    ['sysadmins', 'nl-ams', '2027-03-26T21:30+01:00', HOUR, '2027-03-30T08:30+02:00'],
    // It ends on 31 October 2027.
    ['billing', 'de-fra', '2027-10-29T17:30+02:00', HOUR, '2027-11-01T09:30+01:00'],
    ['sysadmins', 'nl-ams', '2027-10-29T21:30+02:00', HOUR, '2027-11-01T08:30+01:00'],
    // Around the clock, holidays or not.
    ['support', 'Europe/Berlin', '2026-12-25T23:55+01:00', 10 * MINUTE, '2026-12-26T00:05+01:00'],
    // The approvers, and the duty hours of managers.
    ['approvers', 'de-fra', '2026-12-24T18:00+01:00', 4 * HOUR, '2026-12-28T10:00+01:00'],
    ['manager-1', 'de-fra', '2026-12-24T18:00+01:00', 4 * HOUR, '2026-12-28T10:00+01:00'],
    ['manager-2', 'de-fra', '2026-12-24T18:00+01:00', 4 * HOUR, '2026-12-25T10:00+01:00'],
  ])('%s at %s: from %s, %d ms are over at %s', (team, site, from, ms, due) => {
    expect(addWorkingTime(known(team, site, from.slice(0, 10)), instant(from), ms)).toBe(instant(due));
  });

  test.each([
    ['billing', 'de-fra', '2026-11-20T10:00+01:00', '2026-11-23T18:00+01:00'],
    ['billing', 'de-fra', '2026-12-24T08:00+01:00', '2026-12-28T18:00+01:00'],
    ['sysadmins', 'nl-ams', '2026-11-23T23:59+01:00', '2026-11-24T22:00+01:00'],
    ['support', 'Europe/Berlin', '2027-03-27T23:59+01:00', '2027-03-29T00:00+02:00'],
    ['support', 'Europe/Berlin', '2027-03-28T00:00+01:00', '2027-03-30T00:00+02:00'],
  ])('%s at %s: the working day after %s ends at %s', (team, site, at, end) => {
    expect(endOfNextWorkingDay(known(team, site, at.slice(0, 10)), instant(at))).toBe(instant(end));
  });
});

describe('changes of the clock at night', () => {
  const spring = (slot: [number, number]) =>
    hoursIn('Europe/Berlin', daily(slot), '2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z').openings;
  const autumn = (slot: [number, number]) =>
    hoursIn('Europe/Berlin', daily(slot), '2027-10-30T22:00:00.000Z', '2027-10-31T23:00:00.000Z').openings;
  const opening = (opensAt: string, closesAt: string) => [{ opensAt: instant(opensAt), closesAt: instant(closesAt) }];

  test('a skipped time is the instant of the jump', () => {
    expect(spring([60, 240])).toEqual(opening('2027-03-28T01:00+01:00', '2027-03-28T04:00+02:00'));
    expect(spring([60, 150])).toEqual(opening('2027-03-28T01:00+01:00', '2027-03-28T03:00+02:00'));
    expect(spring([150, 195])).toEqual(opening('2027-03-28T03:00+02:00', '2027-03-28T03:15+02:00'));
    expect(spring([135, 165])).toEqual([]);
  });

  test('of a time shown twice the first is meant', () => {
    expect(autumn([60, 240])).toEqual(opening('2027-10-31T01:00+02:00', '2027-10-31T04:00+01:00'));
    expect(autumn([60, 150])).toEqual(opening('2027-10-31T01:00+02:00', '2027-10-31T02:30+02:00'));
    expect(autumn([150, 195])).toEqual(opening('2027-10-31T02:30+02:00', '2027-10-31T03:15+01:00'));
    expect(autumn([135, 165])).toEqual(opening('2027-10-31T02:15+02:00', '2027-10-31T02:45+02:00'));
  });

  test('a day without midnight begins after the gap', () => {
    const hours = hoursIn('America/Havana', daily([0, 120]), '2027-03-14T04:00:00.000Z', '2027-03-15T04:00:00.000Z');
    expect(hours.openings).toEqual(opening('2027-03-14T01:00-04:00', '2027-03-14T02:00-04:00'));
    expect(hours.workingDays.map(({ date, beginsAt }) => [date, beginsAt])).toContainEqual([
      '2027-03-14',
      instant('2027-03-14T01:00-04:00'),
    ]);
  });
});

describe('the shape of resolved hours', () => {
  const from = '2026-11-23T00:00:00.000Z';
  const until = '2026-11-27T00:00:00.000Z';

  test('several slots a day; slots that touch are one opening', () => {
    const slots = daily([540, 600], [600, 720], [780, 1080]);
    const { openings } = hoursIn('UTC', slots, from, '2026-11-24T00:00:00.000Z');
    expect(openings).toEqual([
      { opensAt: '2026-11-23T09:00:00.000Z', closesAt: '2026-11-23T12:00:00.000Z' },
      { opensAt: '2026-11-23T13:00:00.000Z', closesAt: '2026-11-23T18:00:00.000Z' },
    ]);
  });

  test('hours that pass midnight, written as two slots, are one opening', () => {
    const nights = weekOf({ mon: [{ opens: 1320, closes: 1440 }], tue: [{ opens: 0, closes: 360 }] });
    const hours = hoursIn('UTC', nights, from, until);
    expect(hours.openings).toEqual([{ opensAt: '2026-11-23T22:00:00.000Z', closesAt: '2026-11-24T06:00:00.000Z' }]);
    expect(hours.workingDays.map(({ date, closesAt }) => [date, closesAt])).toEqual([
      ['2026-11-23', '2026-11-24T00:00:00.000Z'],
      ['2026-11-24', '2026-11-24T06:00:00.000Z'],
    ]);
  });

  test('openings are cut off at both ends of what was asked for; working days are whole', () => {
    const hours = hoursIn('UTC', daily([540, 1080]), '2026-11-23T10:00:00.000Z', '2026-11-24T10:00:00.000Z');
    expect(hours.openings).toEqual([
      { opensAt: '2026-11-23T10:00:00.000Z', closesAt: '2026-11-23T18:00:00.000Z' },
      { opensAt: '2026-11-24T09:00:00.000Z', closesAt: '2026-11-24T10:00:00.000Z' },
    ]);
    expect(hours.workingDays).toEqual([
      { date: '2026-11-23', beginsAt: '2026-11-23T00:00:00.000Z', closesAt: '2026-11-23T18:00:00.000Z' },
      { date: '2026-11-24', beginsAt: '2026-11-24T00:00:00.000Z', closesAt: '2026-11-24T18:00:00.000Z' },
    ]);
  });

  test('24/7 has no openings but calendar days; a closing day makes it close after all', () => {
    const always = hoursIn('Europe/Berlin', '24/7', from, until);
    expect([always.alwaysOpen, always.openings, always.workingDays.length]).toEqual([true, [], 5]);
    const closing = policyWith('UTC', '24/7', ['2026-11-25']);
    const hours = resolveOpeningHours(closing, { team: 'night', site: 'UTC' }, from, until);
    expect(hours.alwaysOpen).toBe(false);
    expect(hours.openings).toEqual([
      { opensAt: from, closesAt: '2026-11-25T00:00:00.000Z' },
      { opensAt: '2026-11-26T00:00:00.000Z', closesAt: until },
    ]);
  });
});

describe('holidays and closing days', () => {
  const christmas = '2026-12-25T11:00:00.000Z';
  const billing = { team: 'billing', site: 'de-fra' };
  const opensOnChristmas = (by: Policy, team = 'billing', site = 'de-fra'): boolean =>
    isOpen(known(team, site, '2026-12-24', by), christmas);

  test('one switch turns holidays off', () => {
    expect(opensOnChristmas(policy)).toBe(false);
    expect(opensOnChristmas({ ...policy, holidaysClose: false })).toBe(true);
  });

  test('a team may work on holidays', () => {
    const { billing: team } = policy.teams;
    const working = { ...policy, teams: { ...policy.teams, billing: { ...team!, holidays: false } } };
    expect(opensOnChristmas(working)).toBe(true);
  });

  test('own closing days of the site close all who keep its holidays, the switch notwithstanding', () => {
    const site = { ...policy.sites['de-fra']!, closingDays: ['2026-12-24'] };
    const closing = { ...policy, holidaysClose: false, sites: { ...policy.sites, 'de-fra': site } };
    const eve = '2026-12-24T11:00:00.000Z';
    expect(isOpen(known('billing', 'de-fra', '2026-12-24', closing), eve)).toBe(false);
    expect(isOpen(known('datacentre', 'de-fra', '2026-12-24', closing), eve)).toBe(false);
    expect(isOpen(known('datacentre', 'pl-waw', '2026-12-23', closing), eve)).toBe(true);
    expect(isOpen(known('manager-2', 'de-fra', '2026-12-24', closing), eve)).toBe(true);
  });

  test('own closing days of a team close only that team', () => {
    const team = { ...policy.teams['billing']!, closingDays: ['2026-12-24'] };
    const closing = { ...policy, teams: { ...policy.teams, billing: team } };
    const eve = '2026-12-24T11:00:00.000Z';
    expect(nextOpening(known('billing', 'de-fra', '2026-12-24', closing), eve)).toBe('2026-12-28T08:00:00.000Z');
    expect(isOpen(known('datacentre', 'de-fra', '2026-12-24', closing), eve)).toBe(true);
  });

  test('a holiday is that of the local day, and has an English name', () => {
    expect(holidayOn(policy, billing, '2026-12-24T22:59:59.999Z')).toBe(null);
    expect(holidayOn(policy, billing, '2026-12-24T23:00:00.000Z')).toBe('Christmas Day');
    expect(holidayOn(policy, { team: 'sysadmins', site: 'nl-ams' }, '2027-04-27T10:00:00.000Z')).toBe("King's Day");
    expect(holidayOn(policy, { team: 'datacentre', site: 'us-nyc' }, '2027-07-05T12:00:00.000Z')).toMatch(
      /^Independence Day/,
    );
    expect(holidayOn(policy, { team: 'support', site: 'Europe/Berlin' }, christmas)).toBe(null);
    expect(holidayOn({ ...policy, holidaysClose: false }, billing, christmas)).toBe(null);
  });

  test('bank holidays, observances and such close nobody', () => {
    // Heiligabend is a bank holiday in date-holidays, and Father's Day an observance.
    expect(holidayOn(policy, billing, '2026-12-24T12:00:00.000Z')).toBe(null);
    expect(holidayOn(policy, { team: 'datacentre', site: 'us-nyc' }, '2027-06-20T12:00:00.000Z')).toBe(null);
  });

  const named = (country: string, day: string, state?: string): boolean => {
    const there = { ...policy.sites['nl-ams']!, zone: 'UTC', country, state };
    const by = { ...policy, sites: { ...policy.sites, there } };
    return holidayOn(by, { team: 'datacentre', site: 'there' }, `${day}T12:00:00.000Z`) !== null;
  };

  test('a holiday of 25 hours is one day', () => {
    // Reformation Day in Brandenburg, when summer time ends.
    expect(['2027-10-30', '2027-10-31', '2027-11-01'].map((day) => named('DE', day, 'BB'))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('every day of a holiday of several days, into the next year and by the civil date', () => {
    // Eid al-Fitr begins at sunset on the eve and lasts three days in the United Arab Emirates.
    expect(['2027-03-08', '2027-03-09', '2027-03-11', '2027-03-12'].map((day) => named('AE', day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    // Incwala in Eswatini begins on 28 December and lasts six days.
    expect(['2027-12-28', '2028-01-02', '2028-01-03'].map((day) => named('SZ', day))).toEqual([true, true, false]);
  });
});

describe('whose hours', () => {
  test.each([
    ['support', null, 'Europe/Berlin'],
    ['billing', 'us-nyc', 'de-fra'],
    ['sysadmins', null, 'nl-ams'],
    ['datacentre', 'us-nyc', 'us-nyc'],
    ['datacentre', null, 'nl-ams'],
    ['datacentre', undefined, 'nl-ams'],
    ['datacentre', 'atlantis', 'nl-ams'],
    ['datacentre', 'constructor', 'nl-ams'],
    ['approvers', 'us-nyc', 'de-fra'],
  ])('%s, with a service at %s, keeps the hours of %s', (team, service, site) => {
    expect(siteOfTeam(policy, team, service)).toBe(site);
  });

  test.each([
    ['nobody', 'nl-ams'],
    ['constructor', 'nl-ams'],
    ['billing', 'nl-ams'],
    ['support', 'nl-ams'],
    ['datacentre', 'atlantis'],
    ['datacentre', 'constructor'],
  ])('%s at %s are not hours that the policy knows', (team, site) => {
    expect(() => known(team, site, '2026-11-23')).toThrow(
      expect.objectContaining({ code: 'unknown-hours', key: { team, site } }),
    );
  });
});
