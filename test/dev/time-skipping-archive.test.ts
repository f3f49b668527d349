import { cpSync, existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { archiveClasses } from '../../src/dev/time-skipping/archive-classes.ts';
import { findTimeSkippingServer } from '../../src/dev/time-skipping/find-time-skipping-server.ts';
import { processesWorkingIn } from '../../src/dev/processes.ts';
import { parseEnvironment } from '../../src/process/environment.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

let jars: string;
beforeAll(async () => {
  jars = join(dirname(await findTimeSkippingServer(parseEnvironment())), 'jars');
});

/** Where Temporal's own build could be downloaded, there are no jars and nothing to archive. */
async function archived(signal?: AbortSignal): Promise<{ isThere: boolean; running: number[] } | 'ready-made'> {
  if (!existsSync(jars)) return 'ready-made';
  const directory = temporaryDirectory();
  cpSync(jars, join(directory, 'jars'), { recursive: true });
  await archiveClasses(directory, signal);
  return { isThere: existsSync(join(directory, 'classes.jsa')), running: processesWorkingIn(realpathSync(directory)) };
}

test('a server serves once, and what it served by is archived', async () => {
  const found = await archived();
  if (found !== 'ready-made') expect(found).toEqual({ isThere: true, running: [] });
});

test('whoever stops that ends Java, too, and has no archive', async () => {
  const found = await archived(AbortSignal.timeout(1_500));
  if (found !== 'ready-made') expect(found).toEqual({ isThere: false, running: [] });
});
