import { startTimeSkippingWorld, type TimeSkippingWorld } from '../../support/world/time-skipping-world.ts';

/** A story must go the same whatever becomes of the worker meanwhile. */
export const WORKER_LIVES = [
  { worker: 'a worker that lives on', restarts: false, start: () => startTimeSkippingWorld() },
  { worker: 'a worker restarted in the middle of each wait', restarts: true, start: startRestartingWorld },
];

async function startRestartingWorld(): Promise<TimeSkippingWorld> {
  const world = await startTimeSkippingWorld({ maxCachedWorkflows: 0 });
  return {
    ...world,
    letPass: async (ms) => {
      const half = Math.floor(ms / 2);
      await world.letPass(half);
      await world.restartWorker();
      return world.letPass(ms - half);
    },
  };
}
