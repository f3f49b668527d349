import { msBetween } from '../src/domain/calendar/instant.ts';
import { AMSTERDAM, at, isMidweek, nextDay } from '../test/stories/support/clocks.ts';
import { playE2 } from '../test/support/world/e2.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../test/support/world/time-skipping-world.ts';
import { measureLife } from './simulated-time.ts';

jest.setTimeout(120_000);

describe('E2 with time skipped', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  /** Another day each time, as the system administrators must be at work. */
  const untilTheyWork = async () => {
    const now = await world.now();
    await world.letPass(
      msBetween(
        now,
        at(
          nextDay(now, AMSTERDAM, (day) => isMidweek('NL', day)),
          '10:00',
        ),
      ),
    );
  };

  test('how much longer the simulated time is than the real', () =>
    measureLife('E2', world, () => playE2(world.people, world.letPass), untilTheyWork));
});
