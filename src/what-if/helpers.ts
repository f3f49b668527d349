import { availableParallelism } from 'node:os';

/** A thread begins after some half a second, in which this one does as many. */
const WORTH_A_THREAD = 1_000;

/** One thread for each core, counting this one. */
export const helpersFor = (tickets: number): number =>
  Math.min(availableParallelism() - 1, Math.floor(tickets / WORTH_A_THREAD));
