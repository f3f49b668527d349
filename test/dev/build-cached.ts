import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cached } from '../../src/dev/cache.ts';

/** A process that wants an entry of the cache, for tests of several at once. Its build notes that it ran. */
const [cache, log, buildMs] = process.argv.slice(2) as [string, string, string];
const directory = await cached(cache, 'entry', async (part) => {
  appendFileSync(log, 'built\n');
  writeFileSync(join(part, 'first'), '1');
  await sleep(Number(buildMs));
  writeFileSync(join(part, 'second'), '2');
});
process.stdout.write(directory);
