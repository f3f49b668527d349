import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** An editor writes a file several times within moments, or writes another and renames it. */
const SETTLES_WITHIN_MS = 150;

/** What each file was when it was looked at. A file that is not there may still come. */
export type Stamps = ReadonlyMap<string, string>;

export const stampsOf = async (files: readonly string[]): Promise<Stamps> =>
  new Map(await Promise.all(files.map(async (file) => [file, await stampOf(file)] as const)));

async function stampOf(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => null);
  return found === null ? 'missing' : `${found.ino} ${found.size} ${found.mtimeNs}`;
}

/**
 * Tells which files changed, came or went, each time that some did and then none for a moment, until it is asked to stop.
 * It looks by itself: what the system tells of directories ends with them, and doesn't cross every file system.
 * @param seen how they were last
 * @param list which are looked at, each time anew
 */
export async function* changes(
  seen: Stamps,
  list: () => Promise<readonly string[]>,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  let [told, before] = [seen, seen];
  while (!signal.aborted) {
    await sleep(SETTLES_WITHIN_MS, undefined, { signal }).catch(() => undefined);
    const now = await stampsOf(await list());
    const settled = differences(before, now).length === 0;
    before = now;
    if (!settled) continue;
    const changed = differences(told, now);
    told = now;
    if (changed.length > 0) yield changed;
  }
}

const differences = (before: Stamps, now: Stamps): string[] =>
  [...new Set([...before.keys(), ...now.keys()])].filter((file) => before.get(file) !== now.get(file));
