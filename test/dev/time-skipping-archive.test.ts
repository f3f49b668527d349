import { cpSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { archiveClasses } from '../../src/dev/time-skipping/archive-classes.ts';
import { findTimeSkippingServer } from '../../src/dev/time-skipping/find-time-skipping-server.ts';
import { parseEnvironment } from '../../src/process/environment.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

let jars: string;
beforeAll(async () => {
  jars = join(dirname(await findTimeSkippingServer(parseEnvironment())), 'jars');
});

/** Where Temporal's own build could be downloaded, there are no jars and nothing to archive. */
async function archived(signal?: AbortSignal): Promise<boolean | 'ready-made'> {
  if (!existsSync(jars)) return 'ready-made';
  const directory = temporaryDirectory();
  cpSync(jars, join(directory, 'jars'), { recursive: true });
  await archiveClasses(directory, signal);
  return existsSync(join(directory, 'classes.jsa'));
}

test('a server serves once, and what it served by is archived', async () => {
  expect(await archived()).not.toBe(false);
});

test('whoever stops that ends Java, too, and has no archive', async () => {
  expect(await archived(AbortSignal.timeout(1_500))).not.toBe(true);
});
