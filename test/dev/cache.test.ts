import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cached, findCached } from '../../src/dev/cache.ts';
import { takeLock } from '../../src/dev/lock.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

const builder = (cache: string, log: string, buildMs: number) =>
  spawn(process.execPath, ['--import', 'tsx', 'test/dev/build-cached.ts', cache, log, String(buildMs)], {
    cwd: PROJECT_ROOT,
    stdio: 'ignore',
  });

async function waitFor(isTrue: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !isTrue(); await sleep(20)) {
    if (Date.now() > deadline) throw new Error('did not come true in 20 s');
  }
}

test('two processes at once build once, and both find it whole', async () => {
  const cache = temporaryDirectory();
  const log = join(temporaryDirectory(), 'log');
  const codes = await Promise.all(
    [builder(cache, log, 500), builder(cache, log, 500)].map((child) => once(child, 'exit')),
  );
  expect(codes.map(([code]) => code as number)).toEqual([0, 0]);
  expect(readFileSync(log, 'utf8')).toBe('built\n');
  expect(readdirSync(findCached(cache, 'entry') ?? '')).toEqual(['first', 'second']);
});

test('an entry is not there before it is whole; what a killed build left is cleared by the next', async () => {
  const cache = temporaryDirectory();
  const log = join(temporaryDirectory(), 'log');
  const killed = builder(cache, log, 60_000);
  await waitFor(() => existsSync(log));
  expect(findCached(cache, 'entry')).toBeUndefined();
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(findCached(cache, 'entry')).toBeUndefined();

  const [code] = await once(builder(cache, log, 0), 'exit');
  expect(code).toBe(0);
  expect(readdirSync(cache)).toHaveLength(1);
  expect(readdirSync(findCached(cache, 'entry') ?? '')).toEqual(['first', 'second']);
});

test('a failed build leaves nothing, and the next may succeed', async () => {
  const cache = temporaryDirectory();
  const failing = cached(cache, 'entry', async (part) => {
    writeFileSync(join(part, 'half'), '');
    throw new Error('no network');
  });
  await expect(failing).rejects.toThrow('no network');
  expect(readdirSync(cache)).toEqual([]);
  await cached(cache, 'entry', async (part) => writeFileSync(join(part, 'whole'), ''));
  expect(readdirSync(findCached(cache, 'entry') ?? '')).toEqual(['whole']);
});

describe('a lock', () => {
  const path = () => join(temporaryDirectory(), 'lock');

  test('is held by one at a time', () => {
    const lock = path();
    const first = takeLock(lock);
    expect(takeLock(lock)).toEqual({ heldBy: process.pid });
    if ('release' in first) first.release();
    expect(takeLock(lock)).toHaveProperty('release');
  });

  test('is taken from the dead', async () => {
    const lock = path();
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'exit');
    writeFileSync(lock, JSON.stringify({ pid: child.pid, identity: 'whoever it was' }));
    expect(takeLock(lock)).toHaveProperty('release');
  });

  test('is taken from a dead process whose pid somebody else has now', () => {
    const lock = path();
    writeFileSync(lock, JSON.stringify({ pid: process.pid, identity: 'an earlier process' }));
    expect(takeLock(lock)).toHaveProperty('release');
  });
});
