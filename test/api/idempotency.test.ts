import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ABEL, ADA, CARLA, CUNO } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN } from './support/given.ts';
import { faultsOf, verdictOf } from './support/problems.ts';

const TICKET = { channel: 'ticket', subject: 'Slow', body: 'My server is slow.' };
let keys = 0;
const newKey = () => `key-${++keys}`;

describe('Idempotency-Key', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  const post = (who: Person, path: string, body: object | undefined, key: string) =>
    people.send(who, 'POST', `/v1/tickets${path}`, body, { 'idempotency-key': key });
  const myTickets = async (who: Person) =>
    (await people.send<{ items: { id: string }[] }>(who, 'GET', '/v1/tickets?limit=100')).body.items.length;
  const said = async (id: string) => (await people.conversation(id)).filter(({ automatic }) => !automatic).length;

  test('the same ticket twice is one ticket, answered as it was', async () => {
    const key = newKey();
    const before = await myTickets(CARLA);
    const first = await post(CARLA, '', TICKET, key);
    const second = await post(CARLA, '', TICKET, key);
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(second).toMatchObject({ status: 201, body: first.body, headers: { 'idempotency-replayed': 'true' } });
    expect(await myTickets(CARLA)).toBe(before + 1);
  });

  test('the order of fields does not matter, nor do defaults that are spelled out', async () => {
    const id = await GIVEN.acknowledged(people);
    const key = newKey();
    const first = await post(ADA, `/${id}/messages`, { body: 'Hm', visibility: 'public' }, key);
    const second = await post(ADA, `/${id}/messages`, { asksCustomer: false, visibility: 'public', body: 'Hm' }, key);
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(await said(id)).toBe(2);
  });

  test('the recorded answer is that of then, whatever happened since', async () => {
    const id = await GIVEN.acknowledged(people);
    const key = newKey();
    const first = await post(ADA, `/${id}/take`, undefined, key);
    await people.step(ADA, id, 'release');
    const second = await post(ADA, `/${id}/take`, undefined, key);
    expect(second.body).toEqual(first.body);
    expect((await people.ticket(id)).assignee).toBeNull();
  });

  test('another body under the key is refused, and changes nothing', async () => {
    const id = await GIVEN.acknowledged(people);
    const key = newKey();
    await post(CARLA, `/${id}/messages`, { body: 'One' }, key);
    const other = await post(CARLA, `/${id}/messages`, { body: 'Two' }, key);
    expect(verdictOf(other)).toBe('422 idempotency-key-reused');
    expect(await said(id)).toBe(2);
    expect((await post(CARLA, `/${id}/messages`, { body: 'One' }, key)).headers).toHaveProperty('idempotency-replayed');
  });

  test('the key of another person, or for another path, is another key', async () => {
    const [one, two] = [await GIVEN.acknowledged(people), await GIVEN.acknowledged(people)];
    const key = newKey();
    const answers = [
      await post(ADA, `/${one}/messages`, { body: 'Hm' }, key),
      await post(ABEL, `/${one}/messages`, { body: 'Hm' }, key),
      await post(ADA, `/${two}/messages`, { body: 'Hm' }, key),
      await post(CARLA, '', TICKET, key),
      await post(CUNO, '', TICKET, key),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(5);
    expect([await said(one), await said(two)]).toEqual([3, 2]);
  });

  test('a customer and an agent of the same id do not share keys', async () => {
    const id = await GIVEN.acknowledged(people);
    const key = newKey();
    const impostor: Person = { ...CARLA, role: 'agent', teams: ['support'] };
    const mine = await post(CARLA, `/${id}/messages`, { body: 'Hm' }, key);
    const theirs = await post(impostor, `/${id}/messages`, { body: 'Hm' }, key);
    expect(theirs.headers).not.toHaveProperty('idempotency-replayed');
    expect(theirs.body['id']).not.toBe(mine.body['id']);
  });

  test('a refused request gives its key back', async () => {
    const id = await GIVEN.taken(people);
    const key = newKey();
    expect(verdictOf(await post(ABEL, `/${id}/take`, undefined, key))).toBe('409 already-taken');
    await people.step(ADA, id, 'release');
    const again = await post(ABEL, `/${id}/take`, undefined, key);
    expect(again).toMatchObject({ status: 200, body: { assignee: 'abel' } });
    expect(again.headers).not.toHaveProperty('idempotency-replayed');
  });

  test('a body that was not understood leaves the key for the one that is', async () => {
    const key = newKey();
    expect(verdictOf(await post(CARLA, '', { ...TICKET, channel: 'fax' }, key))).toBe('400 invalid-request');
    expect(verdictOf(await post(CARLA, '', TICKET, key))).toBe('201');
  });

  test.each(['', 'x'.repeat(256)])('a key must be one: %j', async (key) => {
    const refused = await post(CARLA, '', TICKET, key);
    expect([verdictOf(refused), ...faultsOf(refused)]).toEqual(['400 invalid-request', 'Idempotency-Key']);
  });

  test.each(['x', 'x'.repeat(255), '"quoted"', 'a b; c=d', '../../etc'])('and this is one: %j', async (key) => {
    expect(verdictOf(await post(CARLA, '', TICKET, key))).toBe('201');
  });

  test('means nothing on GET', async () => {
    const key = { 'idempotency-key': newKey() };
    await people.send(CARLA, 'GET', '/v1/me', undefined, key);
    const second = await people.send(CARLA, 'GET', '/v1/me', undefined, key);
    expect(second.headers).not.toHaveProperty('idempotency-replayed');
  });
});
