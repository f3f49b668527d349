import { DAY } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { CARLA } from '../support/world/tokens.ts';
import { browser, byToken, linkTo } from './support/by-link.ts';
import { GIVEN } from './support/given.ts';

describe('a link to a ticket that was closed too long ago to be reopened', () => {
  let world: TimeSkippingWorld;
  let id: string;
  let token: string;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    id = await GIVEN.closed(world.people);
    await world.letPass(31 * DAY);
    ({ token } = await linkTo(world.people, id));
  });
  afterAll(() => world.end());

  test('opens no new one: whoever came by it could not read what comes of that', async () => {
    const { verdict } = await byToken(world.app, token)('POST', `/v1/tickets/${id}/messages`, { body: 'It is back.' });
    expect(verdict).toBe('409 reopening-expired');
    const { body } = await world.people.send<{ items: object[] }>(CARLA, 'GET', '/v1/tickets');
    expect(body.items).toHaveLength(1);
  });

  test('shows where to write instead, and keeps what was typed', async () => {
    const late = await browser(world.app, token).send({ step: 'reply', body: 'It is back.' });
    expect([late.statusCode, late.body]).toEqual([409, expect.stringContaining('write to support@introserv.com')]);
    expect(late.body).toContain('\nIt is back.</textarea>');
  });
});
