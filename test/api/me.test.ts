import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA, MONA } from '../support/world/tokens.ts';
import { GIVEN } from './support/given.ts';

const AGENT = [
  'messages',
  'take',
  'release',
  'assignment',
  'review',
  'forward',
  'consultations',
  'answer',
  'estimate',
  'resolution',
  'approvals',
  'withdrawal',
];

describe('GET /v1/me', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each<[Person, string[]]>([
    [CARLA, ['messages', 'confirmation', 'withdrawal']],
    [ADA, AGENT],
    [MONA, [...AGENT, 'decision']],
  ])('%j: who they are and what they may', async (who, steps) => {
    const { status, body } = await world.people.send(who, 'GET', '/v1/me');
    expect(status).toBe(200);
    expect(body).toEqual({ ...who, managerId: null, steps });
  });

  test('managers of the directory are told under which id it knows them', async () => {
    const known: Person = { ...MONA, id: 'manager-2' };
    expect((await world.people.send(known, 'GET', '/v1/me')).body).toMatchObject({ managerId: 'manager-2' });
    const namesake: Person = { ...ADA, id: 'manager-2' };
    expect((await world.people.send(namesake, 'GET', '/v1/me')).body).toMatchObject({ managerId: null });
  });

  test('whatever a ticket allows is among it', async () => {
    for (const given of ['acknowledged', 'taken', 'resolved', 'closed'] as const) {
      const id = await GIVEN[given](world.people);
      for (const who of [CARLA, ADA, MONA]) {
        const { body } = await world.people.send<{ steps: string[] }>(who, 'GET', '/v1/me');
        expect(body.steps).toEqual(expect.arrayContaining((await world.people.ticket(id, who)).allowedSteps));
      }
    }
  });
});
