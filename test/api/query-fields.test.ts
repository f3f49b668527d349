import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { faultsOf, verdictOf } from './support/problems.ts';

const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');
const HOSTILE = [
  null,
  '',
  'soon',
  'infinity',
  '0000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '\u0000',
  {},
  [],
  1.5,
  -1,
];
const SNAPSHOTS = [
  '1:1:',
  '9:1:',
  '1:9:12',
  '1:9:3,2',
  '0:0:',
  ':',
  '1:99999999999999999999:',
  '9000000000:9000000000:',
];
const HUGE = [2 ** 31, -(2 ** 40), 2 ** 53, 1e300, '9'.repeat(400), '99999-01-01T00:00:00Z', 'x'.repeat(10_000)];

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
  ])('GET /v1/tickets?%s: 200', async (query) => {
    expect(verdictOf(await people.send(ADA, 'GET', `/v1/tickets?${query}`))).toBe('200');
  });

  test('a cursor that was tampered with is refused or leads somewhere, and breaks nothing', async () => {
    for (let count = 0; count < 3; count++) await people.submit();
    const { body } = await people.send<{ nextCursor: string }>(ADA, 'GET', '/v1/tickets?limit=1');
    const parts = JSON.parse(Buffer.from(body.nextCursor, 'base64url').toString()) as unknown[];
    const tampered = [
      parts.slice(1),
      [...parts, 1],
      ...parts.flatMap((_part, index) => [...HOSTILE, ...HUGE, ...SNAPSHOTS].map((value) => parts.with(index, value))),
    ];
    const verdicts = new Map<string, number>();
    for (const cursor of tampered.map(cursorOf)) {
      const verdict = verdictOf(await people.send(ADA, 'GET', `/v1/tickets?cursor=${cursor}`));
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    expect([...verdicts.keys()].filter((verdict) => verdict !== '200' && verdict !== '400 invalid-request')).toEqual(
      [],
    );
    expect(verdicts.get('400 invalid-request')).toBeGreaterThan(tampered.length / 2);
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
