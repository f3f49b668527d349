import { epochOf, MINUTE } from '../src/domain/calendar/instant.ts';
import type { TimeSkippingWorld } from '../test/support/world/time-skipping-world.ts';

const RUNS = 10;

/** Plays a life several times, and prints how much longer its simulated time is than the real. */
export async function measureLife(
  name: string,
  world: TimeSkippingWorld,
  play: () => Promise<unknown>,
  prepare: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const runs: { simulated: number; real: number }[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await prepare();
    const began = { real: performance.now(), simulated: epochOf(await world.now()) };
    await play();
    runs.push({
      real: performance.now() - began.real,
      simulated: epochOf(await world.now()) - began.simulated,
    });
  }
  const median = runs.sort((a, b) => a.real - b.real)[Math.floor(RUNS / 2)]!;
  const ratio = Math.round(median.simulated / median.real);
  console.log(
    `${name}: ${Math.round(median.simulated / MINUTE)} simulated minutes in ${(median.real / 1_000).toFixed(2)} s ` +
      `of real time (median of ${RUNS}): ${ratio} : 1`,
  );
}
