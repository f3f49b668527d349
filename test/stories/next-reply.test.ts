import { MINUTE } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectKept, expectMissed, expectSettledLate, expectSpan } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

describe('P13: a customer who writes again is answered within 30 minutes', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  const answeredOnce = async (): Promise<Tale> => {
    const tale = await Tale.inReview(world);
    await tale.agentWrites();
    return tale;
  };

  test('kept by a reply just before it is due, and promised anew by the next message', async () => {
    const tale = await answeredOnce();
    await tale.customerWrites();
    await expectSpan(tale, 'next-reply', 1, 30 * MINUTE);
    await tale.justBefore('next-reply');
    await tale.agentWrites();
    await expectKept(tale, 'next-reply', 1);

    await tale.customerWrites();
    await expectSpan(tale, 'next-reply', 2, 30 * MINUTE);
  });

  test('missed when nobody answers until just after, and settled by the reply that comes late', async () => {
    const tale = await answeredOnce();
    await tale.customerWrites();
    await tale.justAfter('next-reply');
    await expectMissed(tale, 'next-reply');
    await tale.agentWrites();
    await expectSettledLate(tale, 'next-reply');
  });

  test('a customer who writes twice is promised one reply, by the first instant', async () => {
    const tale = await answeredOnce();
    await tale.customerWrites();
    const due = await tale.dueOf('next-reply');
    await world.letPass(10 * MINUTE);
    await tale.customerWrites('Are you there?');
    expect(await tale.dueOf('next-reply')).toBe(due);
    expect(await tale.happened('promise.made', { kind: 'next-reply' })).toHaveLength(1);
  });

  test('after a miss, the next message makes a promise of its own, and one reply settles both', async () => {
    const tale = await answeredOnce();
    await tale.customerWrites();
    await tale.justAfter('next-reply');
    await expectMissed(tale, 'next-reply', 1);
    await tale.customerWrites('Are you there?');
    await tale.justBefore('next-reply', 2);
    await tale.agentWrites();
    await expectSettledLate(tale, 'next-reply', 1);
    await expectKept(tale, 'next-reply', 2);
  });
});
