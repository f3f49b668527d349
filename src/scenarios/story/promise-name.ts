import { PROMISE_KINDS, type PromiseKind } from '../../domain/promises/promise.ts';

/** A promise as a story names it: `first-reply`, `status-update 2`. Without a cycle the newest of its kind is meant. */
export interface PromiseName {
  kind: PromiseKind;
  cycle: number | null;
}

/** @returns `null` when there is no such kind of promise */
export function readPromiseName(text: string): PromiseName | null {
  const [, name, cycle] = /^([a-z-]+)(?: ([1-9]\d*))?$/.exec(text) ?? [];
  const kind = PROMISE_KINDS.find((known) => known === name);
  return kind === undefined ? null : { kind, cycle: cycle === undefined ? null : Number(cycle) };
}

export const promiseNamed = <P extends { kind: PromiseKind; cycle: number }>(
  promises: readonly P[],
  { kind, cycle }: PromiseName,
): P | undefined =>
  promises.findLast((promise) => promise.kind === kind && (cycle === null || promise.cycle === cycle));

export const sayPromise = ({ kind, cycle }: PromiseName): string => (cycle === null ? kind : `${kind} ${cycle}`);
