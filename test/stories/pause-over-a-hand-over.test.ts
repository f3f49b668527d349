import { after, HOUR, MINUTE, msBetween, type Instant } from '../../src/domain/calendar/instant.ts';
import type { TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { SIRI } from '../support/world/tokens.ts';
import { AMSTERDAM, at, isMidweek, nextDay } from './support/clocks.ts';
import { expectKept } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';
import { WORKER_LIVES } from './support/worker-lives.ts';

const ANSWERS = [
  { answered: '21:30', open: 'half an hour before the new team leaves' },
  { answered: '23:30', open: 'when the new team has left' },
];

describe.each(WORKER_LIVES)('Handed over while the customer owes an answer, with $worker', ({ start, restarts }) => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.end());

  test.each(restarts ? ANSWERS.slice(0, 1) : ANSWERS)(
    'its clocks stand until the answer at $answered, $open',
    async ({ answered }) => {
      const now = await world.now();
      const day = nextDay(now, AMSTERDAM, (one) => isMidweek('NL', one));
      await world.letPass(msBetween(now, at(day, '20:00')));
      const tale = await Tale.atWork(world, 'standard');
      await tale.agentAsks();
      await world.letPass(10 * MINUTE);
      await tale.forwardedTo('sysadmins');

      expect(await tale.ticket()).toMatchObject({
        status: 'waiting-for-customer',
        phase: 'forward',
        team: 'sysadmins',
      });
      const text = await tale.lastWordsOf('handed-over');
      expect(text).toContain('We still need your answer: until it comes, the time for the solution stands still.');
      expect(text).not.toContain('You can expect a solution by');
      const standing = { state: 'paused', dueAt: null };
      expect(await tale.promise('status-update', 3)).toMatchObject(standing);
      expect(await tale.promise('resolution', 2)).toMatchObject(standing);

      await tale.wellBefore('pick-up');
      await tale.takenBy(SIRI);
      await expectKept(tale, 'pick-up');
      expect(await tale.ticket()).toMatchObject({ status: 'waiting-for-customer', phase: 'specialist' });
      await tale.skipTo(at(day, answered));
      expect(await tale.promise('resolution', 2)).toMatchObject(standing);
      const { at: answeredAt } = await tale.customerWrites('The first one.');

      const evening = Math.max(0, msBetween(answeredAt, at(day, '22:00')));
      const nextMorning = (ms: number): Instant => after(at(day.add({ days: 1 }), '08:00'), ms - evening);
      expect(await tale.dueOf('status-update', 3)).toBe(nextMorning(HOUR));
      expect(await tale.dueOf('resolution', 2)).toBe(nextMorning(2 * HOUR));
      expect(await tale.dueOf('next-reply')).toBe(after(answeredAt, 30 * MINUTE));

      await tale.wellBefore('next-reply');
      await tale.agentWrites({}, SIRI);
      await expectKept(tale, 'next-reply');
      await expectKept(tale, 'status-update', 3);
      await tale.skipTo(at(day.add({ days: 1 }), '08:20'));
      await tale.agentWrites({}, SIRI);
      await tale.skipTo(at(day.add({ days: 1 }), '09:10'));
      await tale.agentWrites({}, SIRI);
      await tale.wellBefore('resolution', 2);
      await tale.resolved(SIRI);
      await expectKept(tale, 'resolution', 2);
      expect(await tale.happened('promise.missed')).toEqual([]);
      await tale.confirmed();
      expect(await tale.heard()).toEqual([
        'acknowledgement',
        'ada',
        'ada',
        'ada: handed-over',
        'siri',
        'siri',
        'siri',
        'siri',
        'confirmation-wanted',
        'closed',
      ]);
    },
  );
});
