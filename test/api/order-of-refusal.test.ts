import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA, CUNO, SIRI } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN } from './support/given.ts';
import { verdictOf } from './support/problems.ts';

const BAD = { kind: 'enormous' };
const GOOD = { kind: 'simple' };
const HUGE = { kind: 'x'.repeat(600_000) };
const review = (id: string) => `/v1/tickets/${id}/review`;

/** Each request is wrong in several ways: what is told first is what comes first. */
describe('the order of refusal', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  let closed: string;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    closed = await GIVEN.closed(people);
  });
  afterAll(() => world.end());

  const post = async (...request: [Parameters<HttpPeople['send']>[0], string, unknown, Record<string, string>?]) => {
    const [person, url, body, headers] = request;
    return verdictOf(await people.send(person, 'POST', url, body, headers));
  };

  test('nobody is told 401, whatever else is wrong', async () => {
    expect(await post(null, review('nowhere'), BAD)).toBe('401 unauthenticated');
    expect(await post(null, review('nowhere'), HUGE)).toBe('401 unauthenticated');
    expect(await post(null, review(closed), '{"kind":', { 'content-type': 'application/json' })).toBe(
      '401 unauthenticated',
    );
    expect(await post(null, review(closed), '<x/>', { 'content-type': 'text/xml' })).toBe('401 unauthenticated');
  });

  test('then the role', async () => {
    expect(await post(CARLA, review('nowhere'), BAD)).toBe('403 forbidden');
    expect(await post(CARLA, review(closed), HUGE)).toBe('403 forbidden');
    expect(await post(CUNO, review(closed), '<x/>', { 'content-type': 'text/xml' })).toBe('403 forbidden');
    expect(await post(ADA, '/v1/tickets', { nonsense: true })).toBe('403 forbidden');
  });

  test('then the body: its type, its size, its fields', async () => {
    expect(await post(SIRI, review('nowhere'), '<x/>', { 'content-type': 'text/xml' })).toBe(
      '415 unsupported-media-type',
    );
    expect(await post(SIRI, review('nowhere'), HUGE)).toBe('413 payload-too-large');
    expect(await post(SIRI, review('nowhere'), BAD)).toBe('400 invalid-request');
    expect(await post(SIRI, review(closed), BAD)).toBe('400 invalid-request');
    expect(await post(CUNO, `/v1/tickets/${closed}/confirmation`, { solved: 'yes' })).toBe('400 invalid-request');
  });

  test('then whether there is such a ticket, for this person', async () => {
    expect(await post(SIRI, review('nowhere'), GOOD)).toBe('404 not-found');
    expect(await post(CUNO, `/v1/tickets/${closed}/confirmation`, { solved: true })).toBe('404 not-found');
    expect(await post(CUNO, `/v1/tickets/${closed}/messages`, { body: 'Hm', visibility: 'internal' })).toBe(
      '404 not-found',
    );
  });

  test('then the team', async () => {
    expect(await post(SIRI, review(closed), GOOD)).toBe('403 not-holding-team');
    expect(await post(SIRI, `/v1/tickets/${closed}/messages`, { body: 'Hm' })).toBe('403 not-holding-team');
  });

  test('then the state', async () => {
    expect(await post(ADA, review(closed), GOOD)).toBe('409 ticket-closed');
    expect(await post(CARLA, `/v1/tickets/${closed}/confirmation`, { solved: true })).toBe('409 ticket-closed');
  });

  test('a foreign ticket and one that never was look the same', async () => {
    const foreign = await people.send(CUNO, 'GET', `/v1/tickets/${closed}`);
    const none = await people.send(CUNO, 'GET', '/v1/tickets/nowhere');
    expect(foreign).toMatchObject({ status: 404, body: none.body });
  });
});
