import { instantOf } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';

interface Team {
  id: string;
  site: string;
  openNow: boolean;
  closesAt: string | null;
  reopensAt: string | null;
  holiday: string | null;
}

describe('GET /v1/teams', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  const teamsAt = async (instant: string, query = '') => {
    const now = () => Promise.resolve(instantOf(Date.parse(instant)));
    const people = await contractPeople({ ...world.dependencies, clock: { now } });
    const { body } = await people.send<{ items: Team[] }>(CARLA, 'GET', `/v1/teams${query}`);
    return Object.fromEntries(body.items.map((team) => [team.id, team]));
  };

  test('lists every team of the policy, in its order', async () => {
    expect(Object.keys(await teamsAt('2026-11-23T12:00:00.000Z'))).toEqual([
      'support',
      'billing',
      'datacentre',
      'sysadmins',
    ]);
  });

  // Berlin and Amsterdam are at UTC+1 in winter, UTC+2 in summer; billing works Mon–Fri 09–18 in Frankfurt.
  test.each<[when: string, instant: string, openNow: boolean, closesAt: string | null, reopensAt: string | null]>([
    ['just before opening', '2026-11-23T07:59:59.999Z', false, null, '2026-11-23T08:00:00.000Z'],
    ['at opening', '2026-11-23T08:00:00.000Z', true, '2026-11-23T17:00:00.000Z', null],
    ['Friday, just before closing', '2026-11-27T16:59:59.999Z', true, '2026-11-27T17:00:00.000Z', null],
    ['Friday, at closing', '2026-11-27T17:00:00.000Z', false, null, '2026-11-30T08:00:00.000Z'],
    ['Saturday', '2026-11-28T12:00:00.000Z', false, null, '2026-11-30T08:00:00.000Z'],
    ['in summer', '2026-07-15T15:59:59.999Z', true, '2026-07-15T16:00:00.000Z', null],
    ['across the change of clocks', '2026-03-27T17:00:00.000Z', false, null, '2026-03-30T07:00:00.000Z'],
    ['New Year, a Friday', '2027-01-01T12:00:00.000Z', false, null, '2027-01-04T08:00:00.000Z'],
    ['Christmas Eve, after work', '2026-12-24T17:00:00.000Z', false, null, '2026-12-28T08:00:00.000Z'],
  ])('billing, %s', async (_when, instant, openNow, closesAt, reopensAt) => {
    expect((await teamsAt(instant))['billing']).toMatchObject({ site: 'de-fra', openNow, closesAt, reopensAt });
  });

  test('a holiday is named, and only those who keep it are closed', async () => {
    const teams = await teamsAt('2027-01-01T12:00:00.000Z');
    expect(teams['support']).toMatchObject({ openNow: true, closesAt: null, reopensAt: null, holiday: null });
    for (const id of ['billing', 'datacentre', 'sysadmins']) {
      expect(teams[id]).toMatchObject({ openNow: false, holiday: expect.stringMatching(/new year/i) });
    }
    const workday = await teamsAt('2026-11-23T12:00:00.000Z');
    expect(Object.values(workday).map(({ holiday }) => holiday)).toEqual([null, null, null, null]);
  });

  test('the data centre is open where the server stands', async () => {
    // Thanksgiving: a holiday in New York, 15:00 in Amsterdam.
    const instant = '2026-11-26T14:00:00.000Z';
    expect((await teamsAt(instant))['datacentre']).toMatchObject({ site: 'nl-ams', openNow: true, holiday: null });
    const there = (await teamsAt(instant, '?site=us-nyc'))['datacentre'];
    expect(there).toMatchObject({ site: 'us-nyc', openNow: false, reopensAt: '2026-11-27T13:00:00.000Z' });
    expect(there?.holiday).toMatch(/thanksgiving/i);
    expect((await teamsAt(instant, '?site=us-nyc'))['billing']).toMatchObject({ site: 'de-fra', openNow: true });
  });

  test('a site is one of ours', async () => {
    const people = await contractPeople(world.dependencies);
    const { body } = await people.send(ADA, 'GET', '/v1/teams?site=atlantis');
    expect(body).toMatchObject({
      code: 'invalid-request',
      errors: [{ path: 'site', message: expect.stringContaining('nl-ams') }],
    });
  });
});
