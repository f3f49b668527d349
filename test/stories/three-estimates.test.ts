import { after, HOUR, MINUTE } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectKept, expectMissed, expectSettledLate, expectSpan } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';
import { told } from './support/told.ts';

describe('P11: non-standard work is estimated in advance, and anew', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('an estimate replaced in time is counted apart from one that passed, and every one is told', async () => {
    const reader = { locale: 'en-GB', timeZone: 'America/New_York' };
    const inNewYork = told(reader.locale, reader.timeZone);
    const tale = await Tale.inReview(world, reader);
    await tale.agentWrites();
    await tale.reviewedAs('non-standard');
    await expectSpan(tale, 'estimate', 1, 2 * HOUR);
    await expect(tale.resolved()).rejects.toThrow('estimate-required');

    const estimate = async (hours: number) => {
      const readyBy = after(await world.now(), hours * HOUR);
      const { promises, estimate: given } = await tale.estimatedAt(readyBy);
      expect(given).toMatchObject({ readyBy, givenBy: 'ada' });
      expect(promises.findLast(({ kind }) => kind === 'resolution')).toMatchObject({
        dueAt: readyBy,
        state: 'running',
      });
      expect(await tale.lastWordsOf('estimate')).toContain(`by ${inNewYork(readyBy)}. If that changes, we will tell`);
      return readyBy;
    };
    await tale.justBefore('estimate');
    await estimate(3);
    await expectKept(tale, 'estimate');
    await world.letPass(HOUR);
    const second = await estimate(2.5);
    const reestimated = await tale.happened('promise.withdrawn', { kind: 'resolution' });
    expect(reestimated).toMatchObject([{ data: { cycle: 1, reason: 're-estimated' } }]);

    await tale.justAfter('status-update', 3);
    await expectMissed(tale, 'status-update', 3);
    await tale.sees('message.composed', { template: 'progress' });
    expect(await tale.textOf('progress')).toContain(`We still expect a solution by ${inNewYork(second)}`);
    await tale.justAfter('resolution', 2);
    await expectMissed(tale, 'resolution', 2);
    await tale.sees('message.composed', { template: 'estimate-wanted' });
    expect(await tale.textOf('takes-longer')).toContain(`we had promised a solution by ${inNewYork(second)}`);

    await world.letPass(5 * MINUTE);
    await estimate(1);
    await tale.justBefore('resolution', 3);
    await tale.resolved();
    await expectKept(tale, 'resolution', 3);
    await expectSettledLate(tale, 'resolution', 2);
    await tale.confirmed();

    const { promises } = await tale.ticket();
    expect(promises.filter(({ kind }) => kind === 'resolution')).toMatchObject([
      { cycle: 1, state: 'withdrawn', reestimated: true },
      { cycle: 2, state: 'missed', reestimated: false },
      { cycle: 3, state: 'kept', reestimated: false },
    ]);
    const closing = await tale.textOf('closed');
    expect(closing).toContain('- estimate in advance: 1 kept');
    expect(closing).toContain('- resolution time: 1 kept, 1 missed, 1 given anew in time');
    expect(closing).toContain('- regular updates: 3 kept, 1 missed, 1 no longer needed');
    expect(await tale.heard()).toEqual([
      'acknowledgement',
      'ada',
      'ada: estimate',
      'ada: estimate',
      'progress',
      'takes-longer',
      'ada: estimate',
      'ada',
      'confirmation-wanted',
      'closed',
    ]);
  });
});
