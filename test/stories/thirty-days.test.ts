import { DAY, HOUR, MINUTE } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectEveryPromiseEnded, expectGapless } from './support/gapless.ts';
import { runsOf } from './support/runs.ts';
import { Tale } from './support/tale.ts';

const BOUND = 60;
/** A run goes on until everything is recorded, delivered and told: the longest that takes here. */
const LAST_STEPS = 60;

describe('A ticket that lives for 30 days', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ runs: { continueAfterEvents: BOUND } });
  });
  afterAll(() => world.end());

  test('goes on from run to run: no event is lost, no promise forgotten, no history grows without end', async () => {
    const tale = await Tale.inReview(world);
    const began = await world.now();
    const rounds = ['simple', 'standard', 'complex', 'standard', 'simple', 'complex', 'standard', 'simple'] as const;
    for (const kind of rounds) {
      await world.letPass(5 * MINUTE);
      await tale.agentWrites();
      await tale.reviewedAs(kind);
      await world.letPass(3 * HOUR);
      await tale.agentAsks();
      await world.letPass(3.5 * DAY);
      await tale.customerWrites();
    }
    await world.letPass(DAY);
    await tale.resolved();
    await tale.confirmed();
    await tale.workflow().result();
    expect(Date.parse(await world.now()) - Date.parse(began)).toBeGreaterThan(29 * DAY);

    await expectGapless(tale);
    await expectEveryPromiseEnded(tale);
    // Twice in each silence, however often the run went on as new in it.
    expect(await tale.happened('reminder.sent')).toHaveLength(2 * rounds.length);
    expect(await tale.happened('ticket.reviewed')).toHaveLength(rounds.length);
    await tale.told();

    const runs = await runsOf(tale);
    console.log(`a ticket of 30 days: events per run ${runs.map(({ events }) => events).join(', ')}`);
    expect(runs.length).toBeGreaterThan(5);
    for (const { events } of runs) expect(events).toBeLessThanOrEqual(BOUND + LAST_STEPS);
  });
});
