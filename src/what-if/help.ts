import { availableParallelism } from 'node:os';
import type { Asked } from './desk.ts';
import { startHelper, type Helper } from './helper.ts';

/** Which threads help this one. */
export interface Help {
  /** How many, with so many tickets. */
  wanted(tickets: number): number;
  start(asked: Asked): Helper;
}

/** A thread takes most of a second to begin, in which this one does half as many. */
const WORTH_A_THREAD = 1_000;

/** One connection reads for all of them. */
const MOST = 7;

/** One thread for each core but this one's. */
export const helpByCores: Help = {
  wanted: (tickets) => Math.min(MOST, availableParallelism() - 1, Math.floor(tickets / WORTH_A_THREAD)),
  start: startHelper,
};
