import { HOUR } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { Tale } from './support/tale.ts';

describe('A customer who no longer needs help', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('withdraws an unanswered request, and with it the promise of a first reply', async () => {
    const tale = await Tale.inReview(world);
    const ticket = await tale.withdrawn();
    expect(ticket).toMatchObject({ phase: 'resolve', status: 'closed', outcome: 'withdrawn' });
    expect(await tale.promises()).toEqual(['acknowledgement 1 kept', 'first-reply 1 withdrawn']);
    expect(await tale.happened('promise.withdrawn', { reason: 'ticket-withdrawn' })).toHaveLength(1);
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'withdrawn' });

    await world.letPass(HOUR);
    expect(await tale.told()).toEqual(['acknowledgement', 'closed']);
    expect(await tale.happened('promise.missed')).toEqual([]);
    await expect(tale.agentWrites()).rejects.toThrow('ticket-closed');
  });

  test('withdraws work under way: nothing goes on running, and what was missed stays missed', async () => {
    const tale = await Tale.inReview(world);
    await tale.justAfter('first-reply');
    await tale.sees('promise.missed', { kind: 'first-reply' });
    await tale.reviewedAs('standard');
    await tale.customerWrites();
    await tale.withdrawn();
    expect(await tale.promises()).toEqual([
      'acknowledgement 1 kept',
      'first-reply 1 missed',
      'status-update 1 withdrawn',
      'resolution 1 withdrawn',
      'next-reply 1 withdrawn',
    ]);
    expect(await tale.textOf('closed')).toContain('- first reply: 1 missed');
    await world.letPass(HOUR);
    expect(await tale.happened('promise.warned', { kind: 'first-reply', rung: 150 })).toEqual([]);
  });
});
