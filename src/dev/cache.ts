import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock, type Lock } from './lock.ts';
import { say } from './progress.ts';

/** Where an entry lies, whether it is there or not. Home directories are shared between machines of different kinds. */
function entryPath(cache: string, name: string): string {
  return join(cache, `${name}-${process.platform}-${process.arch}`);
}

/** The entry's directory if it is there. It is complete then, because it only ever appears by a rename. */
export function findCached(cache: string, name: string): string | undefined {
  const path = entryPath(cache, name);
  return existsSync(path) ? path : undefined;
}

/**
 * The entry's directory, built first if it is missing. One process builds, others wait for it. What a killed or failed
 * build leaves behind is never taken for an entry, and is removed by the next one.
 */
export async function cached(
  cache: string,
  name: string,
  build: (directory: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<string> {
  const entry = entryPath(cache, name);
  await mkdir(cache, { recursive: true });
  const lock = await waitForLock(`${entry}.lock`, name, signal);
  try {
    if (existsSync(entry)) return entry;
    await removeLeftovers(cache, entry);
    const part = await mkdtemp(`${entry}.part-`);
    try {
      await build(part);
      await rename(part, entry);
    } finally {
      await rm(part, { recursive: true, force: true });
    }
    return entry;
  } finally {
    lock.release();
  }
}

async function waitForLock(path: string, name: string, signal?: AbortSignal): Promise<Lock> {
  for (let told = false; ; told = true) {
    const lock = takeLock(path);
    if ('release' in lock) return lock;
    if (!told) say(`Waiting for process ${lock.heldBy}, which is fetching ${name}.`);
    await sleep(200, undefined, { signal });
  }
}

async function removeLeftovers(cache: string, entry: string): Promise<void> {
  for (const file of await readdir(cache)) {
    const path = join(cache, file);
    if (path.startsWith(`${entry}.part-`)) await rm(path, { recursive: true, force: true });
  }
}
