import { MINUTE } from '../src/domain/calendar/instant.ts';
import { playE1 } from '../test/support/world/e1.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../test/support/world/time-skipping-world.ts';
import { measureLife } from './simulated-time.ts';

jest.setTimeout(120_000);

const STEP = 5 * MINUTE;

describe('E1 with time skipped', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('how much longer the simulated time is than the real', () =>
    measureLife('E1', world, () => playE1(world.people, () => world.letPass(STEP))));
});
