import { DAY, HOUR, MINUTE } from '../../src/domain/calendar/instant.ts';
import { ticketQuery } from '../../src/workflows/messages.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { FailingChannel } from './support/failing-channel.ts';
import { expectGapless } from './support/gapless.ts';
import { Tale } from './support/tale.ts';

describe('A message that no channel takes', () => {
  let world: TimeSkippingWorld;
  const channel = new FailingChannel();
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ channel });
  });
  afterAll(() => world.end());
  beforeEach(() => {
    channel.isFailing = true;
    channel.accepted.length = 0;
  });

  test('is given up after 24 hours, and journalled with the reason; the closed ticket ends once nothing is left to send', async () => {
    const tale = await Tale.submitted(world);
    await tale.withdrawn();
    await world.letPass(DAY - 5 * MINUTE);
    expect((await tale.workflow().describe()).status.name).toBe('RUNNING');
    expect(await tale.happened('delivery.failed')).toEqual([]);
    expect((await tale.workflow().query(ticketQuery)).undelivered).toHaveLength(2);

    await world.letPass(10 * MINUTE);
    const { data } = await tale.sees('delivery.failed');
    expect(data).toEqual({ messageIds: [`${tale.id}.5`], reason: 'the mail server is on fire' });
    expect(channel.accepted).toEqual([]);

    // What was written after it has a day of its own.
    channel.isFailing = false;
    await world.letPass(2 * MINUTE);
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'withdrawn' });
    expect(channel.accepted.map(({ body }) => body)).toEqual([await tale.textOf('closed')]);
    expect(await tale.happened('delivery.failed')).toHaveLength(1);
    expect(await tale.told()).toEqual(['acknowledgement', 'closed']);
    await expectGapless(tale);
  });

  test('that is taken after hours is sent once, with what came after it, in order', async () => {
    const tale = await Tale.submitted(world);
    await tale.agentWrites({ body: 'First.' });
    await tale.agentWrites({ body: 'Second.' });
    await tale.withdrawn();
    await world.letPass(3 * HOUR);
    channel.isFailing = false;
    await world.letPass(2 * MINUTE);
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'withdrawn' });
    expect(channel.accepted.map(({ body }) => body)).toEqual([
      await tale.textOf('acknowledgement'),
      'First.',
      'Second.',
      await tale.textOf('closed'),
    ]);
    expect(await tale.happened('delivery.failed')).toEqual([]);
  });
});
