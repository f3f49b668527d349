import { connectStore, type Store } from '../../src/store/connect.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { verdictOf } from './support/problems.ts';

const TICKET = { channel: 'ticket', subject: 'Slow', body: 'My server is slow.' };

describe('while the database is away', () => {
  let world: TimeSkippingWorld;
  let store: Store;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    // Nothing listens at the first port.
    store = connectStore('postgres://nobody@127.0.0.1:1/nothing');
    people = await contractPeople({ ...world.dependencies, store });
  });
  afterAll(async () => {
    await store.destroy();
    await world.end();
  });

  test.each<[who: Person | null, method: 'GET' | 'POST', url: string, body: object | undefined]>([
    [CARLA, 'POST', '/v1/tickets', TICKET],
    [ADA, 'GET', '/v1/tickets', undefined],
    [ADA, 'GET', '/v1/tickets/7', undefined],
    [ADA, 'GET', '/v1/tickets/7/conversation', undefined],
    [ADA, 'GET', '/v1/tickets/7/journal', undefined],
    [ADA, 'GET', '/v1/tickets/7/live', undefined],
    [ADA, 'POST', '/v1/tickets/7/take', undefined],
    [CARLA, 'POST', '/v1/tickets/7/messages', { body: 'Hello?' }],
    [null, 'GET', '/readyz', undefined],
  ])('%j: %s %s is answered 503, soon', async (who, method, url, body) => {
    const begun = Date.now();
    for (const headers of [undefined, { 'idempotency-key': 'k' }]) {
      const away = await people.send(who, method, url, body, headers);
      expect(verdictOf(away)).toBe('503 unavailable');
      expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(Date.now() - begun).toBeLessThan(6_000);
  });

  test('what needs no database is answered', async () => {
    expect(verdictOf(await people.send(null, 'GET', '/healthz'))).toBe('200');
    expect(verdictOf(await people.send(ADA, 'GET', '/v1/me'))).toBe('200');
    expect(verdictOf(await people.send(ADA, 'GET', '/v1/teams'))).toBe('200');
    expect(verdictOf(await people.send(CARLA, 'POST', '/v1/tickets', {}))).toBe('400 invalid-request');
    expect(verdictOf(await people.send(null, 'POST', '/v1/tickets', TICKET))).toBe('401 unauthenticated');
  });
});
