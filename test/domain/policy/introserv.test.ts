import { policyHash } from '../../../src/domain/policy/policy-hash.ts';
import { termsOf } from '../../../src/domain/policy/terms.ts';
import { shippedPolicy } from './shipped-policy.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const policy = shippedPolicy();

describe('the shipped policy says what lifecycle.md says', () => {
  test('promises', () => {
    expect(policy.promises).toEqual({
      acknowledgement: { target: { ticket: 2 * MINUTE, email: 2 * MINUTE, chat: 1 * MINUTE }, rungs: [100] },
      'first-reply': { target: 10 * MINUTE, rungs: [50, 75, 100, 150] },
      'next-reply': { target: 30 * MINUTE, rungs: [75, 100, 150] },
      'status-update': {
        target: { simple: 1 * HOUR, standard: 1 * HOUR, complex: 2 * HOUR, 'non-standard': 2 * HOUR },
        rungs: [75, 100],
      },
      estimate: { target: 2 * HOUR, rungs: [75, 100, 150] },
      resolution: {
        target: {
          simple: 30 * MINUTE,
          standard: 2 * HOUR,
          complex: 'end-of-next-working-day',
          'non-standard': 'as-estimated',
        },
        rungs: [75, 100, 150],
      },
      'pick-up': { target: 30 * MINUTE, rungs: [75, 100, 150] },
      decision: { target: 4 * HOUR, rungs: [50, 100, 150] },
    });
  });

  test('silence, reopening and bounds', () => {
    expect(policy.waitingForCustomer).toEqual({ remindAfter: [24 * HOUR, 48 * HOUR], closeAfter: 7 * 24 * HOUR });
    expect(policy.resolved).toEqual({ remindAfter: [48 * HOUR], closeAfter: 5 * 24 * HOUR });
    expect(policy.reopenWithin).toBe(30 * DAY);
    expect(policy.estimateWithin).toBe(365 * DAY);
    expect(policy.openingHoursHorizon).toBe(35 * DAY);
    expect(policy.deliveriesSettleWithin).toBe(24 * HOUR);
  });

  test('sites', () => {
    const places = Object.entries(policy.sites).map(([id, { zone, country, state }]) => [id, zone, country, state]);
    expect(places).toEqual([
      ['nl-ams', 'Europe/Amsterdam', 'NL', undefined],
      ['de-fra', 'Europe/Berlin', 'DE', undefined],
      ['pl-waw', 'Europe/Warsaw', 'PL', undefined],
      ['us-nyc', 'America/New_York', 'US', undefined],
      ['ca-tor', 'America/Toronto', 'CA', 'ON'],
    ]);
    expect([policy.defaultSite, policy.holidaysClose, policy.firstTeam]).toEqual(['nl-ams', true, 'support']);
  });

  test('teams', () => {
    const workdays = (opens: number, closes: number) => {
      const day = [{ opens: opens * 60, closes: closes * 60 }];
      return { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
    };
    const schedules = Object.fromEntries(
      Object.entries(policy.teams).map(([id, { level, hours, site, zone, holidays }]) => [
        id,
        [level, hours, site ?? zone, holidays],
      ]),
    );
    expect(schedules).toEqual({
      support: [1, '24/7', 'Europe/Berlin', false],
      billing: [2, workdays(9, 18), 'de-fra', true],
      datacentre: [2, workdays(8, 17), 'of-service', true],
      sysadmins: [3, workdays(8, 22), 'nl-ams', true],
    });
    const { hours, site, holidays } = policy.approvals.approvers;
    expect([hours, site, holidays]).toEqual([workdays(8, 20), 'de-fra', true]);
  });

  test('approvals, in cents', () => {
    expect(policy.approvals.limits).toEqual({
      EUR: { minorUnits: 2, perLevel: [10_000, 100_000, 1_000_000], hardMaximum: 1_000_000, fourEyesAbove: 100_000 },
    });
    expect(policy.approvals.expiresAfterWorkingDays).toBe(2);
    expect(Object.keys(policy.approvals.types)).toEqual(['billing-credit', 'account-exception', 'special-request']);
    const levels = Object.entries(policy.management.people).map(([id, { level, roles }]) => [id, level, roles]);
    expect(levels).toContainEqual(['manager-1', 1, expect.anything()]);
    expect(levels).toContainEqual(['manager-2', 2, expect.anything()]);
    expect(levels).toContainEqual(['manager-3', 3, ['head-of-support']]);
  });

  test('VAT', () => {
    expect(policy.vat.other).toBe(0);
    // prettier-ignore
    expect(policy.vat.rates).toEqual({
      AT: 20, BE: 21, BG: 20, HR: 25, CY: 19, CZ: 21, DK: 25, EE: 22, FR: 20, FI: 24, DE: 19, GR: 24, HU: 27, IE: 23,
      IT: 22, LV: 21, LT: 21, LU: 17, MT: 18, NL: 21, PL: 23, PT: 23, RO: 19, SK: 20, SI: null, ES: 21, SE: 25, US: 0,
    });
  });

  test('company and languages', () => {
    expect(policy.company).toEqual({ name: 'INTROSERV', supportAddress: 'support@introserv.com' });
    expect(policy.locales).toEqual(['en', 'it']);
    expect(Object.keys(policy.handOverReasons)).toEqual(['workload', 'server', 'complex']);
  });
});

describe('what a workflow carries', () => {
  const terms = termsOf(policy);

  test('is plain JSON of a few kilobytes', () => {
    expect(JSON.parse(JSON.stringify(terms))).toEqual(terms);
    expect(JSON.stringify(terms).length).toBeLessThan(3_000);
  });

  test('holds the targets under the names of the promises', () => {
    expect(terms.promises).toEqual({
      acknowledgement: { ticket: 2 * MINUTE, email: 2 * MINUTE, chat: MINUTE },
      firstReply: 10 * MINUTE,
      nextReply: 30 * MINUTE,
      statusUpdate: { simple: HOUR, standard: HOUR, complex: 2 * HOUR, 'non-standard': 2 * HOUR },
      estimate: 2 * HOUR,
      resolution: policy.promises.resolution.target,
      pickUp: 30 * MINUTE,
      decision: 4 * HOUR,
    });
    expect(terms.rungs['first-reply']).toEqual([50, 75, 100, 150]);
  });

  test('says by which site each team works, and whether it ever closes', () => {
    expect(terms.teams).toEqual({
      support: { level: 1, site: 'Europe/Berlin', alwaysOpen: true },
      billing: { level: 2, site: 'de-fra', alwaysOpen: false },
      datacentre: { level: 2, site: 'of-service', alwaysOpen: false },
      sysadmins: { level: 3, site: 'nl-ams', alwaysOpen: false },
    });
    expect(terms.approvers).toEqual({ site: 'de-fra', alwaysOpen: false });
  });

  test.each([
    ['closing days', { closingDays: ['2026-12-25'] }],
    ['holidays', { zone: undefined, site: 'de-fra', holidays: true }],
  ])('a team around the clock that keeps %s does close', (_what, kept) => {
    const support = { ...policy.teams['support']!, ...kept };
    const closing = termsOf({ ...policy, teams: { support } });
    expect(closing.teams['support']?.alwaysOpen).toBe(false);
  });
});

test('the hash is that of a policy, not of an object', () => {
  expect(policyHash(policy)).toMatch(/^[0-9a-f]{64}$/);
  expect(policyHash(shippedPolicy())).toBe(policyHash(policy));
});
