import { msBetween, type Instant, type Milliseconds } from '../../../src/domain/calendar/instant.ts';
import type { PromiseKind } from '../../../src/domain/promises/promise.ts';
import { MARGIN, type Tale } from './tale.ts';

/** Within the margin that skipped time needs. */
export function expectAbout(actual: Instant, wanted: Instant): void {
  expect(Math.abs(msBetween(wanted, actual))).toBeLessThanOrEqual(MARGIN);
}

/** The promise was made for so long a time (of its own clock, where that never stops). */
export async function expectSpan(tale: Tale, kind: PromiseKind, cycle: number, span: Milliseconds): Promise<void> {
  const { madeAt, dueAt } = await tale.promise(kind, cycle);
  expect(msBetween(madeAt, dueAt!)).toBe(span);
}

/** Settled in time: kept, and never missed in the journal. */
export async function expectKept(tale: Tale, kind: PromiseKind, cycle = 1): Promise<void> {
  const promise = await tale.promise(kind, cycle);
  expect(promise).toMatchObject({ state: 'kept', settledAt: expect.any(String) });
  expect(promise.settledAt! <= promise.dueAt!).toBe(true);
  const [kept] = await tale.happened('promise.kept', { kind, cycle });
  expect(kept).toMatchObject({ at: promise.settledAt, data: { dueAt: promise.dueAt } });
  expect(await tale.happened('promise.missed', { kind, cycle })).toEqual([]);
}

/** Missed, journalled once with due, fired and lateness, and still owed. */
export async function expectMissed(tale: Tale, kind: PromiseKind, cycle = 1): Promise<void> {
  const { data } = await tale.sees('promise.missed', { kind, cycle });
  const promise = await tale.promise(kind, cycle);
  expect(promise).toMatchObject({ state: 'missed', settledAt: null });
  expect(data).toMatchObject({ rung: 100, dueAt: promise.dueAt, latenessMs: msBetween(data.dueAt, data.firedAt) });
  expect(data.firedAt >= data.dueAt).toBe(true);
  expectAbout(data.firedAt, data.dueAt);
  expect(await tale.happened('promise.missed', { kind, cycle })).toHaveLength(1);
  expect(await tale.happened('promise.kept', { kind, cycle })).toEqual([]);
}

/** Made good after it was missed: it stays missed, and it is known when that was. */
export async function expectSettledLate(tale: Tale, kind: PromiseKind, cycle = 1): Promise<void> {
  const { at, data } = await tale.sees('promise.settled', { kind, cycle });
  const { state, dueAt, settledAt } = await tale.promise(kind, cycle);
  expect({ state, settledAt }).toEqual({ state: 'missed', settledAt: at });
  expect(data).toMatchObject({ dueAt, lateByMs: msBetween(dueAt!, settledAt!) });
  expect(settledAt! > dueAt!).toBe(true);
  expect(await tale.happened('promise.missed', { kind, cycle })).toHaveLength(1);
}
