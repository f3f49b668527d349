import { after, epochOf, HOUR, SECOND, type Instant } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectKept, expectMissed, expectSettledLate } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

describe('P11: complex work of first-line support is solved by the end of the next day in Berlin', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each([
    { when: 'ten seconds before midnight (23:59:50)', fromMidnight: -10 * SECOND, dueAfterIt: 1 },
    { when: 'ten seconds after midnight (00:00:10)', fromMidnight: 10 * SECOND, dueAfterIt: 2 },
  ])('decided $when, it is due $dueAfterIt midnights after that one', async ({ fromMidnight, dueAfterIt }) => {
    const tale = await Tale.inReview(world);
    await tale.agentWrites();
    // The midnight after next, as the story may begin within seconds of the next one.
    const midnight = midnightsAfter(await world.now(), 2);
    await tale.skipTo(after(midnight, fromMidnight));
    await tale.reviewedAs('complex');
    expect(await tale.dueOf('resolution')).toBe(midnightsAfter(midnight, dueAfterIt));
    await tale.withdrawn();
  });

  test('kept by a solution just before that midnight', async () => {
    const tale = await Tale.atWork(world, 'complex');
    await tale.justBefore('resolution');
    await tale.resolved();
    await expectKept(tale, 'resolution');
    await tale.confirmed();
  });

  test('missed when none comes until just after, and settled by a late one', async () => {
    const tale = await Tale.atWork(world, 'complex');
    await tale.justAfter('resolution');
    await expectMissed(tale, 'resolution');
    await tale.resolved();
    await expectSettledLate(tale, 'resolution');
    await tale.confirmed();
  });
});

const BERLIN_HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' });

/** The `count`-th midnight in Berlin after an instant, found by looking at a clock there: another way than the program's. */
function midnightsAfter(instant: Instant, count: number): Instant {
  let at = Math.floor(epochOf(instant) / HOUR) * HOUR;
  for (let seen = 0; seen < count;) {
    at += HOUR;
    if (BERLIN_HOUR.format(at) === '00') seen += 1;
  }
  return new Date(at).toISOString();
}
