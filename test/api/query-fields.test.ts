import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { faultsOf, verdictOf } from './support/problems.ts';

const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');
const DUE = '2026-11-23T15:00:00.000Z';

describe('the fields of queries', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  test.each<[query: string, path: string]>([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['limit=NaN', 'limit'],
    ['limit=Infinity', 'limit'],
    ['phase=limbo', 'phase'],
    ['phase=review&phase=submit', 'phase'],
    ['status=OPEN', 'status'],
    ['missed=yes', 'missed'],
    ['missed=1', 'missed'],
    ['team=', 'team'],
    ['team=%00', 'team'],
    ['team=a&team=b', 'team'],
    ['assignee=%00ada', 'assignee'],
    [`assignee=${'x'.repeat(201)}`, 'assignee'],
    ['customer=cuno', ''],
    ['__proto__=x', ''],
    ['cursor=', 'cursor'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=%00', 'cursor'],
    [`cursor=${cursorOf({})}`, 'cursor'],
    [`cursor=${cursorOf([true, null])}`, 'cursor'],
    [`cursor=${cursorOf([true, null, '1'])}`, 'cursor'],
    [`cursor=${cursorOf(['true', null, 1])}`, 'cursor'],
    [`cursor=${cursorOf([true, 'soon', 1])}`, 'cursor'],
    [`cursor=${cursorOf([true, 'infinity', 1])}`, 'cursor'],
    [`cursor=${cursorOf([true, '0000-01-01T00:00:00Z', 1])}`, 'cursor'],
    [`cursor=${cursorOf([true, '2026-02-30T00:00:00Z', 1])}`, 'cursor'],
    [`cursor=${cursorOf([true, null, 2 ** 31])}`, 'cursor'],
    [`cursor=${cursorOf([true, null, -(2 ** 40)])}`, 'cursor'],
    [`cursor=${cursorOf([true, DUE, 1, 1])}`, 'cursor'],
  ])('GET /v1/tickets?%s: 400', async (query, path) => {
    const refused = await people.send(ADA, 'GET', `/v1/tickets?${query}`);
    expect([verdictOf(refused), ...faultsOf(refused)]).toEqual(['400 invalid-request', path]);
  });

  test.each([
    'limit=1',
    'limit=100',
    'team=nobody-we-know',
    "team=x'%20or%20'1'='1",
    'assignee=%F0%9F%98%80',
    'team=%ff',
    `cursor=${cursorOf([true, null, 2 ** 31 - 1])}`,
    `cursor=${cursorOf([true, DUE, 1])}`,
    `cursor=${cursorOf([false, '9999-12-31T23:59:59Z', 1])}`,
  ])('GET /v1/tickets?%s: 200', async (query) => {
    expect(verdictOf(await people.send(ADA, 'GET', `/v1/tickets?${query}`))).toBe('200');
  });

  test.each<[query: string, path: string]>([
    ['site=atlantis', 'site'],
    ['site=', 'site'],
    ['site=constructor', 'site'],
    ['site=__proto__', 'site'],
    ['site=nl-ams&site=us-nyc', 'site'],
    ['place=nl-ams', ''],
  ])('GET /v1/teams?%s: 400', async (query, path) => {
    const refused = await people.send(ADA, 'GET', `/v1/teams?${query}`);
    expect([verdictOf(refused), ...faultsOf(refused)]).toEqual(['400 invalid-request', path]);
  });
});
