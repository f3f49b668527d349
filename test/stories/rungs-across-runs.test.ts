import { MINUTE, SECOND } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { runsOf } from './support/runs.ts';
import { rungsTold } from './support/rungs-told.ts';
import { Tale } from './support/tale.ts';

describe('P12: a rung is told once, whatever happens to the worker or the run in between', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ runs: { continueAfterEvents: 30 } });
  });
  afterAll(() => world.end());

  test('with the worker restarted between the rungs', async () => {
    const tale = await Tale.inReview(world);
    for (const rung of [50, 75, 100, 150]) {
      await tale.skipTo(await rungAt(tale, rung));
      await tale.sees(rung === 100 ? 'promise.missed' : 'promise.warned', { kind: 'first-reply', rung });
      await world.restartWorker();
    }
    await tale.caughtUp();
    expect(await rungsTold(tale, 'first-reply')).toEqual([50, 75, 100, 150]);
  });

  test('with the worker away while several rungs pass, each is told late, once, with how late', async () => {
    const tale = await Tale.inReview(world);
    await world.stopWorker();
    await tale.skipTo(await rungAt(tale, 100));
    await world.restartWorker();
    const missed = await tale.sees('promise.missed', { kind: 'first-reply' });
    const warned = await tale.happened('promise.warned', { kind: 'first-reply' });
    expect(await rungsTold(tale, 'first-reply')).toEqual([50, 75, 100]);
    expect(warned[0]!.data.latenessMs).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(missed.data.latenessMs).toBeLessThan(MINUTE);
  });

  test('with the run continued as new between the rungs', async () => {
    const tale = await Tale.inReview(world);
    const chat = async () => {
      for (let note = 0; note < 8; note += 1) await tale.agentWrites({ visibility: 'internal' });
    };
    for (const rung of [50, 75, 100, 150]) {
      await chat();
      await tale.skipTo(await rungAt(tale, rung));
      await tale.sees(rung === 100 ? 'promise.missed' : 'promise.warned', { kind: 'first-reply', rung });
    }
    await tale.caughtUp();
    expect(await rungsTold(tale, 'first-reply')).toEqual([50, 75, 100, 150]);
    expect((await runsOf(tale)).length).toBeGreaterThanOrEqual(4);
  });

  /** Just after a rung of the first reply. */
  async function rungAt(tale: Tale, percent: number): Promise<string> {
    const [made] = await tale.happened('promise.made', { kind: 'first-reply' });
    const rung = made!.data.rungs.find((one) => one.percent === percent);
    return new Date(Date.parse(rung!.at!) + SECOND).toISOString();
  }
});
