import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA, CUNO } from '../support/world/tokens.ts';
import { GIVEN } from './support/given.ts';
import { peopleOver } from './support/people-over.ts';

describe('a problem', () => {
  let world: TimeSkippingWorld;
  let id: string;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    id = await GIVEN.acknowledged(world.people);
  });
  afterAll(() => world.end());

  const refusals = (): [string, Promise<{ status: number; headers: object; body: object }>, string[]][] => [
    ['nobody', world.people.send(null, 'GET', '/v1/me'), []],
    ['role', world.people.send(ADA, 'POST', '/v1/tickets', {}), []],
    ['field', world.people.send(CARLA, 'POST', '/v1/tickets', {}), ['errors']],
    ['no ticket', world.people.send(CUNO, 'GET', `/v1/tickets/${id}`), []],
    ['no path', world.people.send(CUNO, 'GET', '/nowhere'), []],
    ['state', world.people.send(ADA, 'POST', `/v1/tickets/${id}/release`), ['phase', 'allowedSteps']],
  ];

  test('has all fields of RFC 9457, a code, and those that its kind adds', async () => {
    for (const [name, request, more] of refusals()) {
      const { status, headers, body } = await request;
      expect({ name, headers }).toMatchObject({ headers: { 'content-type': 'application/problem+json' } });
      expect({ name, fields: Object.keys(body).sort() }).toEqual({
        name,
        fields: ['code', 'detail', 'status', 'title', 'type', ...more].sort(),
      });
      const problem = body as Record<string, unknown>;
      expect(problem['status']).toBe(status);
      expect(problem['type']).toBe(`urn:kept:problem:${String(problem['code'])}`);
      expect(problem['detail']).toMatch(/\S/);
      expect(problem['title']).toMatch(/\S/);
    }
  });

  test('says of each field at fault where it is and what was expected', async () => {
    const { body } = await world.people.send(CARLA, 'POST', '/v1/tickets', {
      channel: 'pigeon',
      body: '  ',
      service: { kind: 'vps' },
    });
    const errors = body['errors'] as { path: string; message: string }[];
    expect(errors.map(({ path }) => path).sort()).toEqual(['body', 'channel', 'service.id', 'subject']);
    for (const { path, message } of errors)
      expect({ path, message }).toMatchObject({ message: expect.stringMatching(/expected/) });
  });

  test('tells nothing of the inside when the fault is ours', async () => {
    const now = () => Promise.reject(new Error('the secret of the inside'));
    const { people } = await peopleOver({ ...world.dependencies, clock: { now } });
    const { status, body } = await people.send(CARLA, 'GET', '/v1/teams');
    expect({ status, ...body }).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  test('401 says how to authenticate', async () => {
    const { headers } = await world.people.send(null, 'GET', '/v1/me');
    expect(headers).toMatchObject({ 'www-authenticate': 'Bearer' });
  });
});
