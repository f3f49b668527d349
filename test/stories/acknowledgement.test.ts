import { MINUTE, SECOND } from '../../src/domain/calendar/instant.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectKept, expectMissed, expectSettledLate, expectSpan } from './support/expect-promise.ts';
import { FailingChannel } from './support/failing-channel.ts';
import { Tale } from './support/tale.ts';

// Sending is tried again after 1, 2, 4, 8, 16 and 32 seconds, and then every minute.
const PROMISED = [
  { channel: 'ticket', span: 2 * MINUTE, inTime: 45 * SECOND },
  { channel: 'chat', span: MINUTE, inTime: 20 * SECOND },
];

describe('P2: a request is acknowledged when the channel accepts the acknowledgement', () => {
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

  test.each(PROMISED)('$channel: kept by a channel that comes back in time', async ({ channel: by, span, inTime }) => {
    const tale = await Tale.submitted(world, { channel: by });
    await expectSpan(tale, 'acknowledgement', 1, span);
    await world.letPass(inTime);
    expect(await tale.ticket()).toMatchObject({ phase: 'submit', status: 'open' });
    channel.isFailing = false;
    await tale.justBefore('acknowledgement');
    await tale.eventually(({ phase }) => phase === 'review');
    await expectKept(tale, 'acknowledgement');
  });

  test.each(PROMISED)(
    '$channel: missed while the channel takes nothing, and review begins',
    async ({ channel: by }) => {
      const tale = await Tale.submitted(world, { channel: by });
      await tale.justBefore('acknowledgement');
      expect(await tale.promise('acknowledgement')).toMatchObject({ state: 'running' });
      await world.letPass(4 * SECOND);
      await expectMissed(tale, 'acknowledgement');
      expect(await tale.ticket()).toMatchObject({ phase: 'review' });
    },
  );

  test('a channel that comes back after the miss settles it, and the customer is acknowledged once', async () => {
    const tale = await Tale.submitted(world);
    await tale.justAfter('acknowledgement');
    await expectMissed(tale, 'acknowledgement');
    channel.isFailing = false;
    await world.letPass(MINUTE);
    await expectSettledLate(tale, 'acknowledgement');

    await world.letPass(5 * MINUTE);
    expect(await tale.told()).toEqual(['acknowledgement']);
    const { number } = await tale.ticket();
    const accepted = channel.accepted.filter(({ ticketNumber }) => ticketNumber === number);
    expect(accepted.map(({ body }) => body)).toEqual([await tale.textOf('acknowledgement')]);
    expect(await tale.happened('phase.entered', { to: 'review' })).toHaveLength(1);
  });

  test('an agent who answers before it is through takes the ticket into review; it stays owed', async () => {
    const tale = await Tale.submitted(world);
    await tale.agentWrites();
    expect(await tale.ticket()).toMatchObject({ phase: 'review', assignee: 'ada' });
    channel.isFailing = false;
    await world.letPass(MINUTE);
    await tale.sees('promise.kept', { kind: 'acknowledgement' });
    await expectKept(tale, 'acknowledgement');
    const { number } = await tale.ticket();
    // In the order of the conversation: what was written first is sent first.
    const sent = await eventually(async () => {
      const mine = channel.accepted.filter(({ ticketNumber }) => ticketNumber === number);
      return mine.length === 2 && mine;
    });
    expect(sent.map(({ author }) => author)).toEqual(['INTROSERV', 'ada the agent']);
  });
});
