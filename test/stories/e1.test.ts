import { MINUTE } from '../../src/domain/calendar/instant.ts';
import { eventually } from '../support/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';

describe('E1: a billing question', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('is acknowledged, answered, solved and closed without any promise missed', async () => {
    const { people } = world;
    const { id } = await people.submit();
    await eventually(async () => (await people.ticket(id)).phase === 'review');

    await world.skip(4 * MINUTE);
    await people.write(ADA, id, { body: 'I am looking into your invoices.' });
    await people.step(ADA, id, 'review', { kind: 'simple' });
    await world.skip(15 * MINUTE);
    await people.step(ADA, id, 'resolution', { summary: 'The second charge was reversed.' });
    await world.skip(5 * MINUTE);
    const closed = await people.step(CARLA, id, 'confirmation', { solved: true });

    expect(closed).toMatchObject({ phase: 'resolve', status: 'closed', outcome: 'confirmed' });
    const states = closed.promises.map(({ kind, cycle, state }) => `${kind} ${cycle} ${state}`);
    expect(states).toEqual([
      'acknowledgement 1 kept',
      'first-reply 1 kept',
      'status-update 1 withdrawn',
      'resolution 1 kept',
    ]);
    const closing = await eventually(async () =>
      (await people.conversation(id, CARLA)).find(({ automatic, body }) => automatic && body.includes('is closed')),
    );
    console.log(closing.body, (await people.journal(id)).map((e) => JSON.stringify(e)).join('\n'));
  });
});
