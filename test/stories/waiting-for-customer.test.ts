import { after, DAY, HOUR, MINUTE, msBetween } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectAbout } from './support/expect-promise.ts';
import { MARGIN, Tale } from './support/tale.ts';

describe('While the customer owes an answer', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('updates and resolution stand still, and go on with what was left of them', async () => {
    const tale = await Tale.atWork(world, 'standard');
    const resolutionDue = await tale.dueOf('resolution');
    await world.letPass(20 * MINUTE);
    const { at: askedAt } = await tale.agentAsks();
    expect(await tale.ticket()).toMatchObject({ status: 'waiting-for-customer', waitingSince: askedAt });
    expect(await tale.promise('resolution')).toMatchObject({ state: 'paused', dueAt: null });
    expect(await tale.promise('status-update', 2)).toMatchObject({ state: 'paused', dueAt: null });

    await world.letPass(5 * HOUR);
    const { at: answeredAt } = await tale.customerWrites('The one of May.');
    expect(await tale.ticket()).toMatchObject({ status: 'open', waitingSince: null });
    expect(msBetween(answeredAt, await tale.dueOf('resolution'))).toBe(msBetween(askedAt, resolutionDue));
    expect(msBetween(answeredAt, await tale.dueOf('status-update', 2))).toBe(HOUR);
    expect(await tale.happened('promise.missed')).toEqual([]);

    await tale.justBefore('resolution');
    expect(await tale.promise('resolution')).toMatchObject({ state: 'running' });
    await world.letPass(2 * MARGIN);
    await tale.sees('promise.missed', { kind: 'resolution' });
    await tale.withdrawn();
  });

  test('a silent customer is reminded after 24 and 48 hours, closed after 7 days, and told nothing else', async () => {
    const tale = await Tale.atWork(world, 'complex');
    const { at: askedAt } = await tale.agentAsks();
    for (const [number, hours] of [24, 48].entries()) {
      await tale.skipTo(after(askedAt, hours * HOUR - MARGIN));
      expect(await tale.happened('reminder.sent')).toHaveLength(number);
      await world.letPass(2 * MARGIN);
      const { at, data } = await tale.sees('reminder.sent', { number: number + 1 });
      expect(data).toMatchObject({ about: 'answer', dueAt: after(askedAt, hours * HOUR) });
      expectAbout(at, data.dueAt);
    }
    await tale.skipTo(after(askedAt, 7 * DAY - MARGIN));
    expect(await tale.ticket()).toMatchObject({ status: 'waiting-for-customer' });
    await world.letPass(2 * MARGIN);
    const { data, at } = await tale.sees('ticket.closed');
    expect(data).toEqual({ outcome: 'no-answer' });
    expectAbout(at, after(askedAt, 7 * DAY));

    expect(await tale.workflow().result()).toMatchObject({ outcome: 'no-answer' });
    await world.letPass(2 * DAY);
    expect(await tale.told()).toEqual(['acknowledgement', 'answer-reminder', 'answer-reminder', 'closed']);
    expect((await tale.promises()).filter((promise) => /running|paused/.test(promise))).toEqual([]);
  });

  test('an answer ends the silence: no further reminder comes', async () => {
    const tale = await Tale.atWork(world, 'simple');
    await tale.agentAsks();
    await world.letPass(30 * HOUR);
    await tale.sees('reminder.sent');
    await tale.customerWrites();
    await tale.resolved();
    await world.letPass(19 * HOUR);
    await tale.caughtUp();
    expect(await tale.happened('reminder.sent')).toHaveLength(1);
    await tale.confirmed();
  });

  test('another question starts the silence anew', async () => {
    const tale = await Tale.atWork(world, 'simple');
    await tale.agentAsks();
    await world.letPass(20 * HOUR);
    const { at: askedAgainAt } = await tale.agentAsks();
    await world.letPass(5 * HOUR);
    await tale.caughtUp();
    expect(await tale.happened('reminder.sent')).toEqual([]);
    await tale.skipTo(after(askedAgainAt, DAY + MARGIN));
    await tale.sees('reminder.sent', { number: 1, dueAt: after(askedAgainAt, DAY) });
    expect(await tale.promise('resolution')).toMatchObject({ state: 'paused' });
  });
});
