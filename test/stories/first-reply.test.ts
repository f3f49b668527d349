import { MINUTE } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectKept, expectMissed, expectSettledLate, expectSpan } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

describe('P3: a human answers within 10 minutes', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each(['ticket', 'chat'])('kept by a reply just before it is due (%s)', async (channel) => {
    const tale = await Tale.inReview(world, { channel });
    await expectSpan(tale, 'first-reply', 1, 10 * MINUTE);
    await tale.justBefore('first-reply');
    await tale.agentWrites();
    await expectKept(tale, 'first-reply');
  });

  test('missed when nobody answers until just after, and settled by the reply that comes late', async () => {
    const tale = await Tale.inReview(world);
    await tale.justAfter('first-reply');
    await expectMissed(tale, 'first-reply');
    await world.letPass(MINUTE);
    await tale.agentWrites();
    await expectSettledLate(tale, 'first-reply');
  });

  test('a note among colleagues, taking the ticket and saying its kind are no reply', async () => {
    const tale = await Tale.inReview(world);
    await tale.agentWrites({ visibility: 'internal' });
    await tale.reviewedAs('simple');
    await tale.justAfter('first-reply');
    await expectMissed(tale, 'first-reply');
  });

  test('a solution is a reply', async () => {
    const tale = await Tale.inReview(world);
    await tale.justBefore('first-reply');
    await tale.resolved();
    await expectKept(tale, 'first-reply');
  });
});
