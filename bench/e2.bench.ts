import { epochOf, MINUTE, msBetween } from '../src/domain/calendar/instant.ts';
import { playE2 } from '../test/support/world/e2.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../test/support/world/time-skipping-world.ts';
import { AMSTERDAM, at, isMidweek, nextDay } from '../test/stories/support/clocks.ts';

jest.setTimeout(120_000);

const RUNS = 10;

describe('E2 with time skipped', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('how much longer the simulated time is than the real', async () => {
    const runs: { simulated: number; real: number }[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      // Another day each time, as the system administrators must be at work.
      const day = nextDay(await world.now(), AMSTERDAM, (one) => isMidweek('NL', one));
      await world.letPass(msBetween(await world.now(), at(day, '10:00')));
      const began = { real: performance.now(), simulated: epochOf(await world.now()) };
      await playE2(world.people, world.letPass);
      runs.push({
        real: performance.now() - began.real,
        simulated: epochOf(await world.now()) - began.simulated,
      });
    }
    const median = runs.sort((a, b) => a.real - b.real)[Math.floor(RUNS / 2)]!;
    const ratio = Math.round(median.simulated / median.real);
    console.log(
      `E2: ${Math.round(median.simulated / MINUTE)} simulated minutes in ${(median.real / 1_000).toFixed(2)} s ` +
        `of real time (median of ${RUNS}): ${ratio} : 1`,
    );
  });
});
