import {
  after,
  DAY,
  earlier,
  HOUR,
  later,
  MINUTE,
  msBetween,
  type Instant,
} from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { SIRI } from '../support/world/tokens.ts';
import { AMSTERDAM, at, dayOf, isMidweek, isWorkingDay, nextDay } from './support/clocks.ts';
import { expectKept } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

/** Opening hours are resolved for 35 days at a time; a ticket may live, and be promised, for longer. */
describe('Beyond the opening hours that were fetched', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  const withAdministrators = async (): Promise<Tale> => {
    const day = nextDay(await world.now(), AMSTERDAM, (one) => isMidweek('NL', one));
    await world.letPass(msBetween(await world.now(), at(day, '10:00')));
    const tale = await Tale.inReview(world);
    await tale.forwardedTo('sysadmins');
    await tale.takenBy(SIRI);
    return tale;
  };

  test('an estimate 60 days ahead has rungs in working time, and a pause keeps that', async () => {
    const tale = await withAdministrators();
    const day = nextDay(after(await world.now(), 60 * DAY), AMSTERDAM, (one) => isMidweek('NL', one));
    const readyBy = at(day, '12:00');
    await tale.estimatedAt(readyBy, SIRI);
    const [made] = await tale.happened('promise.made', { kind: 'resolution' });
    const { madeAt, dueAt, rungs } = made!.data;
    expect(dueAt).toBe(readyBy);
    const whole = workedBetween(madeAt, readyBy);
    for (const percent of [75, 150]) {
      const rungAt = rungs.find((one) => one.percent === percent)!.at!;
      expect(workedBetween(madeAt, rungAt)).toBe(Math.round((whole * percent) / 100));
    }

    const { at: askedAt } = await tale.agentAsks(SIRI);
    await world.letPass(5 * DAY);
    const { at: answeredAt } = await tale.customerWrites();
    const dueAgain = await tale.dueOf('resolution');
    expect(workedBetween(answeredAt, dueAgain)).toBe(workedBetween(askedAt, readyBy));
    expect(dueAgain > readyBy).toBe(true);
    await tale.withdrawn();
  });

  test('after 45 silent days its new promises count by hours that were never needed before', async () => {
    const tale = await withAdministrators();
    const day = nextDay(after(await world.now(), 45 * DAY), AMSTERDAM, (one) => isMidweek('NL', one));
    const next = day.add({ days: 1 });
    await tale.skipTo(at(day, '21:30'));
    expect(await tale.happened('promise.missed')).toEqual([]);
    await tale.reviewedAs('standard', SIRI);
    const { madeAt } = await tale.promise('resolution');
    const evening = msBetween(madeAt, at(day, '22:00'));
    expect(await tale.dueOf('status-update')).toBe(after(at(next, '08:00'), HOUR - evening));
    expect(await tale.dueOf('resolution')).toBe(after(at(next, '08:00'), 2 * HOUR - evening));

    await world.letPass(10 * MINUTE);
    await tale.forwardedTo('billing', SIRI, 'complex');
    const opens = isWorkingDay('DE', next)
      ? next
      : nextDay(at(next, '12:00'), AMSTERDAM, (one) => isWorkingDay('DE', one));
    expect(await tale.dueOf('pick-up', 2)).toBe(at(opens, '09:30'));
    expect(await tale.dueOf('resolution', 2)).toBe(at(opens, '11:00'));
    await tale.withdrawn();
    await expectKept(tale, 'pick-up', 1);
  });
});

/** Working time of the system administrators, counted day by day off a calendar. */
function workedBetween(from: Instant, to: Instant): number {
  let worked = 0;
  for (let day = dayOf(from, AMSTERDAM); at(day, '00:00') < to; day = day.add({ days: 1 })) {
    if (!isWorkingDay('NL', day)) continue;
    const [begin, end] = [later(from, at(day, '08:00')), earlier(to, at(day, '22:00'))];
    worked += Math.max(0, msBetween(begin, end));
  }
  return worked;
}
