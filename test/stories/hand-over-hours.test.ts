import { after, HOUR, MINUTE, msBetween, SECOND, type Instant } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { SIRI, TINA } from '../support/world/tokens.ts';
import {
  AMSTERDAM,
  at,
  followsClockChange,
  isHoliday,
  isMidweek,
  isWorkingDay,
  NEW_YORK,
  nextDay,
  type Day,
} from './support/clocks.ts';
import { expectKept } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

const SITES = [
  { site: 'nl-ams', country: 'NL', zone: AMSTERDAM, city: 'Amsterdam' },
  { site: 'de-fra', country: 'DE', zone: 'Europe/Berlin', city: 'Frankfurt' },
  { site: 'us-nyc', country: 'US', zone: NEW_YORK, city: 'New York' },
];

describe('A hand-over counts by the hours of the team and its place', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  const until = async (instant: Instant) => world.letPass(msBetween(await world.now(), instant));
  const comingDay = async (zone: string, fits: (day: Day) => boolean) => nextDay(await world.now(), zone, fits);
  const serverAt = (site: string) => Tale.inReview(world, { service: { kind: 'dedicated', id: 'rack-1', site } });
  const handOver = async (tale: Tale) => (await tale.ticket()).handOvers.at(-1)!;

  test('on the evening before a public holiday it waits for the working day after', async () => {
    const eve = await comingDay(
      AMSTERDAM,
      (day) => isWorkingDay('NL', day) && day.dayOfWeek < 5 && isHoliday('NL', day.add({ days: 1 })),
    );
    await until(at(eve, '22:15'));
    const tale = await Tale.inReview(world);
    await tale.reviewedAndForwarded('standard', 'sysadmins');
    const opens = nextDay(await world.now(), AMSTERDAM, (day) => isWorkingDay('NL', day));
    expect(opens.since(eve).days).toBeGreaterThan(1);
    expect(await handOver(tale)).toMatchObject({ worksFrom: at(opens, '08:00') });
    expect(await tale.dueOf('pick-up')).toBe(at(opens, '08:30'));
    expect(await tale.dueOf('resolution')).toBe(at(opens, '10:00'));
    const weekday = opens.toLocaleString('en', { weekday: 'long' });
    expect(await tale.lastWordsOf('handed-over')).toContain(`from ${weekday} 08:00, Amsterdam time`);
    await tale.withdrawn();
  });

  test.each(SITES)('a public holiday in $city closes the technicians there, and nowhere else', async (closed) => {
    const others = SITES.filter((one) => one !== closed);
    const holiday = await comingDay(
      closed.zone,
      (day) =>
        day.dayOfWeek <= 5 && isHoliday(closed.country, day) && others.every((one) => isWorkingDay(one.country, day)),
    );
    // 09:00 in New York: all of them would be at work.
    await until(at(holiday, '09:00', NEW_YORK));
    const tales = await Promise.all([closed, ...others].map(({ site }) => serverAt(site)));
    await Promise.all(tales.map((tale) => tale.reviewedAndForwarded('standard', 'datacentre')));

    const [tale, ...working] = tales;
    const opens = nextDay(await world.now(), closed.zone, (day) => isWorkingDay(closed.country, day));
    expect(await handOver(tale!)).toMatchObject({ worksFrom: at(opens, '08:00', closed.zone) });
    expect(await tale!.dueOf('pick-up')).toBe(at(opens, '08:30', closed.zone));
    expect(await tale!.lastWordsOf('handed-over')).toContain(`08:00, ${closed.city} time`);
    for (const one of working) {
      const { at: handedOverAt, worksFrom } = await handOver(one);
      expect(worksFrom).toBe(handedOverAt);
      expect(await one.dueOf('pick-up')).toBe(after(handedOverAt, 30 * MINUTE));
      expect(await one.lastWordsOf('handed-over')).toContain('They are at work now');
    }
    await Promise.all(tales.map((one) => one.withdrawn()));
  });

  const PLACES = [
    { zone: AMSTERDAM, team: 'sysadmins', who: SIRI, closes: '22:00', site: 'nl-ams', country: 'NL' },
    { zone: NEW_YORK, team: 'datacentre', who: TINA, closes: '17:00', site: 'us-nyc', country: 'US' },
  ];
  const changes = PLACES.flatMap((place) => (['forward', 'back'] as const).map((way) => ({ ...place, way })));

  test.each(changes)('over the weekend in which the clock goes $way in $zone', async ({ zone, way, ...place }) => {
    const { team, who, closes, site, country } = place;
    const monday = await comingDay(zone, (day) => followsClockChange(zone, day, way) && isWorkingDay(country, day));
    const leaving = at(monday.subtract({ days: 3 }), closes, zone);
    await until(after(leaving, -50 * MINUTE));
    const tale = await serverAt(site);
    await tale.reviewedAndForwarded('standard', team);
    const { at: handedOverAt } = await handOver(tale);
    const onMonday = (ms: number) => after(at(monday, '08:00', zone), ms - msBetween(handedOverAt, leaving));
    expect(await tale.dueOf('pick-up')).toBe(after(handedOverAt, 30 * MINUTE));
    expect(await tale.dueOf('status-update')).toBe(onMonday(HOUR));
    expect(await tale.dueOf('resolution')).toBe(onMonday(2 * HOUR));

    await tale.takenBy(who);
    await tale.justBefore('status-update');
    expect(await tale.happened('promise.missed')).toEqual([]);
    await tale.agentWrites({}, who);
    await expectKept(tale, 'status-update');
    // Not at the end of it, where the next update falls due as well.
    await tale.skipTo(after(await tale.dueOf('resolution'), -10 * MINUTE));
    await tale.resolved(who);
    await expectKept(tale, 'resolution');
    await tale.confirmed();
  });

  test('at the closing minute: open until 22:00, closed from then on', async () => {
    const day = await comingDay(AMSTERDAM, (one) => isMidweek('NL', one));
    const opening = at(day.add({ days: 1 }), '08:00');
    await until(at(day, '21:55'));
    const [open, closed] = [await Tale.inReview(world), await Tale.inReview(world)];
    await until(after(at(day, '22:00'), -15 * SECOND));
    await open.reviewedAndForwarded('standard', 'sysadmins');
    const { at: handedOverAt, worksFrom } = await handOver(open);
    const left = msBetween(handedOverAt, at(day, '22:00'));
    expect(left).toBeGreaterThan(0);
    expect(worksFrom).toBe(handedOverAt);
    expect(await open.dueOf('pick-up')).toBe(after(opening, 30 * MINUTE - left));
    expect(await open.dueOf('status-update')).toBe(after(opening, HOUR - left));
    expect(await open.dueOf('resolution')).toBe(after(opening, 2 * HOUR - left));
    expect(await open.lastWordsOf('handed-over')).toContain('They are at work now');

    await until(at(day, '22:00'));
    await closed.reviewedAndForwarded('standard', 'sysadmins');
    expect(await handOver(closed)).toMatchObject({ worksFrom: opening });
    expect(await closed.dueOf('pick-up')).toBe(after(opening, 30 * MINUTE));
    expect(await closed.lastWordsOf('handed-over')).toContain('They are closed now');

    await open.justBefore('pick-up');
    for (const tale of [open, closed]) {
      await tale.takenBy(SIRI);
      await expectKept(tale, 'pick-up');
      await tale.withdrawn();
    }
  });
});
