import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { GIVEN } from './support/given.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

describe('paths that lead nowhere', () => {
  let world: TimeSkippingWorld;
  let id: string;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    id = await GIVEN.acknowledged(world.people);
  });
  afterAll(() => world.end());

  const problemOf = async (method: Method, url: string) => {
    const response = await world.app.inject({ method, url: url.replace('ID', id) });
    const { status, code } = response.json<{ status: number; code: string }>();
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.statusCode).toBe(status);
    return { status, code, allow: response.headers.allow };
  };

  test.each<[Method, string, string]>([
    ['DELETE', '/v1/tickets', 'GET, POST'],
    ['PUT', '/v1/tickets', 'GET, POST'],
    ['OPTIONS', '/v1/tickets', 'GET, POST'],
    ['POST', '/v1/tickets/ID', 'GET'],
    ['PATCH', '/v1/tickets/ID', 'GET'],
    ['POST', '/v1/tickets/ID/journal', 'GET'],
    ['GET', '/v1/tickets/ID/messages', 'POST'],
    ['GET', '/v1/tickets/ID/take', 'POST'],
    ['GET', '/v1/tickets/ID/take?again=1', 'POST'],
    ['DELETE', '/v1/tickets/ID/confirmation', 'POST'],
    ['POST', '/v1/me', 'GET'],
    ['POST', '/healthz', 'GET'],
  ])('%s %s: 405, allowed is %s', async (method, url, allow) => {
    expect(await problemOf(method, url)).toEqual({ status: 405, code: 'method-not-allowed', allow });
  });

  test.each<[Method, string]>([
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v2/tickets'],
    ['GET', '/v1/Tickets'],
    ['POST', '/v1/tickets/ID/take/off'],
    ['POST', '/v1/tickets/ID/constructor'],
    ['GET', '/v1/tickets/%ff'],
    ['GET', '/v1/tickets/%zz'],
    ['POST', '/v1/tickets/%E0%A4%A/take'],
    ['GET', `/v1/tickets/${'x'.repeat(3_000)}`],
  ])('%s %s: 404', async (method, url) => {
    expect(await problemOf(method, url)).toEqual({ status: 404, code: 'not-found', allow: undefined });
  });

  test.each(['nowhere', '%00', 'a%00b', '..%2f', "'%20or%201=1--", '__proto__', '%F0%9F%98%80', ' '])(
    'a ticket named %j is not there',
    async (name) => {
      for (const url of [`/v1/tickets/${name}`, `/v1/tickets/${name}/conversation`, `/v1/tickets/${name}/journal`]) {
        expect((await world.people.send(ADA, 'GET', url)).status).toBe(404);
      }
      expect((await world.people.send(ADA, 'POST', `/v1/tickets/${name}/take`)).status).toBe(404);
    },
  );

  test('HEAD answers as GET does, without a body', async () => {
    expect((await world.app.inject({ method: 'HEAD', url: '/healthz' })).statusCode).toBe(200);
    expect((await world.app.inject({ method: 'HEAD', url: '/v1/tickets' })).statusCode).toBe(401);
  });

  test('a path is judged before the person: who may not read may still hear that nothing is there', async () => {
    expect((await world.people.send(CARLA, 'GET', '/v1/nothing')).status).toBe(404);
    expect((await world.people.send(null, 'GET', '/v1/nothing')).status).toBe(404);
  });
});
