import type { PromiseKind } from '../../../src/domain/promises/promise.ts';
import type { Tale } from './tale.ts';

/** The rungs at which somebody heard of a promise so far, in the order of the journal. */
export async function rungsTold(tale: Tale, kind: PromiseKind, cycle = 1): Promise<number[]> {
  const firings = [
    ...(await tale.happened('promise.warned', { kind, cycle })),
    ...(await tale.happened('promise.missed', { kind, cycle })),
  ];
  return firings.sort((one, other) => one.seq - other.seq).map(({ data }) => data.rung);
}
