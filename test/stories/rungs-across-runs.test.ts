import { after, SECOND, type Instant } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { runsOf } from './support/runs.ts';
import { rungsTold } from './support/rungs-told.ts';
import { Tale } from './support/tale.ts';
import { toldOf } from './support/told-of.ts';

// Each step is replayed from the beginning, which takes its time on a busy machine.
describe('P12: a rung is told once, whatever happens to the worker or the run in between', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ runs: { continueAfterEvents: 30 }, maxCachedWorkflows: 0 });
  });
  afterAll(() => world.end());

  test('with the worker restarted between the rungs', async () => {
    const tale = await Tale.inReview(world);
    for (const rung of [50, 75, 100, 150]) {
      await tale.skipTo(await rungAt(tale, rung));
      await tale.sees(rung === 100 ? 'promise.missed' : 'promise.warned', { kind: 'first-reply', rung });
      await toldOf(tale, { kind: 'first-reply', cycle: 1, rung });
      await world.restartWorker();
    }
    await tale.caughtUp();
    expect(await rungsTold(tale, 'first-reply')).toEqual([50, 75, 100, 150]);
  });

  test('with the run continued as new between the rungs', async () => {
    const tale = await Tale.inReview(world);
    for (const rung of [50, 75, 100, 150]) {
      for (let note = 0; note < 8; note += 1) await tale.agentWrites({ visibility: 'internal' });
      await tale.skipTo(await rungAt(tale, rung));
      await tale.sees(rung === 100 ? 'promise.missed' : 'promise.warned', { kind: 'first-reply', rung });
      await toldOf(tale, { kind: 'first-reply', cycle: 1, rung });
    }
    await tale.caughtUp();
    expect(await rungsTold(tale, 'first-reply')).toEqual([50, 75, 100, 150]);
    expect((await runsOf(tale)).length).toBeGreaterThanOrEqual(4);
  });

  /** Just after a rung of the first reply. */
  async function rungAt(tale: Tale, percent: number): Promise<Instant> {
    const [made] = await tale.happened('promise.made', { kind: 'first-reply' });
    const rung = made!.data.rungs.find((one) => one.percent === percent);
    return after(rung!.at!, SECOND);
  }
});
