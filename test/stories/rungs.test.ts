import { after, MINUTE, msBetween, SECOND } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectAbout } from './support/expect-promise.ts';
import { rungsTold } from './support/rungs-told.ts';
import { Tale } from './support/tale.ts';

describe('P12: at each rung of a promise somebody hears of it, once', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('a first reply that never comes is told at 50, 75, 100 and 150 percent, each with its lateness', async () => {
    const tale = await Tale.inReview(world);
    const { submittedAt } = await tale.ticket();
    await world.letPass(20 * MINUTE);
    await tale.sees('promise.warned', { kind: 'first-reply', rung: 150 });

    expect(await rungsTold(tale, 'first-reply')).toEqual([50, 75, 100, 150]);
    const warned = await tale.happened('promise.warned', { kind: 'first-reply' });
    const missed = await tale.happened('promise.missed', { kind: 'first-reply' });
    for (const { data } of [...warned, ...missed]) {
      expect(data.dueAt).toBe(after(submittedAt, (10 * MINUTE * data.rung) / 100));
      expectAbout(data.firedAt, data.dueAt);
      expect(data.latenessMs).toBe(msBetween(data.dueAt, data.firedAt));
    }
  });

  test.each([
    { kind: 'next-reply', rungs: [75, 100, 150], within: 45 * MINUTE },
    { kind: 'status-update', rungs: [75, 100], within: 60 * MINUTE },
    { kind: 'resolution', rungs: [75, 100, 150], within: 45 * MINUTE },
  ] as const)('$kind: $rungs', async ({ kind, rungs, within }) => {
    const tale = await Tale.atWork(world, 'simple');
    // Well apart: the time-skipping server stalls on a timer that is cancelled in the millisecond in which it fires.
    await world.letPass(MINUTE);
    await tale.customerWrites();
    await world.letPass(within + 5 * SECOND);
    await tale.sees(rungs.at(-1) === 100 ? 'promise.missed' : 'promise.warned', { kind, rung: rungs.at(-1)! });
    expect(await rungsTold(tale, kind)).toEqual(rungs);
  });

  test('what is kept after a warning is told no further', async () => {
    const tale = await Tale.inReview(world);
    await world.letPass(8 * MINUTE);
    await tale.sees('promise.warned', { kind: 'first-reply', rung: 75 });
    await tale.agentWrites();
    await world.letPass(20 * MINUTE);
    await tale.caughtUp();
    expect(await rungsTold(tale, 'first-reply')).toEqual([50, 75]);
  });

  test('what is settled after its miss is told no further', async () => {
    const tale = await Tale.inReview(world);
    await tale.justAfter('first-reply');
    await tale.sees('promise.missed', { kind: 'first-reply' });
    await tale.agentWrites();
    await world.letPass(20 * MINUTE);
    await tale.caughtUp();
    expect(await rungsTold(tale, 'first-reply')).toEqual([50, 75, 100]);
  });
});
