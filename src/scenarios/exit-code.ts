import type { Untouched } from './coverage.ts';

/** Asked to stop, as shells tell it. */
export const STOPPED = 130;

/** How a round went, as shells and CI read it. @param untouched where it was asked for: what no story shows */
export function exitCode({
  unreadable,
  failed,
  untouched,
}: {
  unreadable: boolean;
  failed: boolean;
  untouched: Untouched | null;
}): number {
  if (unreadable) return 2;
  const gaps = untouched === null ? 0 : untouched.promises.length + untouched.ways.length;
  return failed || gaps > 0 ? 1 : 0;
}
