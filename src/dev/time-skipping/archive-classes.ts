import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT_ROOT } from '../../process/environment.ts';
import { freePort } from '../ports.ts';
import { say } from '../progress.ts';
import { runTool } from '../run-tool.ts';
import { CLASSES, javaArguments } from './java-server.ts';

const REHEARSAL = fileURLToPath(new URL('rehearsal.ts', import.meta.url));

/** It takes some ten seconds; without an end to it, nobody would have a server. */
const PATIENCE_MS = 90_000;

/**
 * Has Java write down the classes of a server that has served once, when that server ends: others then start in a third of a
 * second, and serve a story for half the work. Without it they are as good, so that nothing here fails.
 * @param directory with the jars
 */
export async function archiveClasses(directory: string, signal?: AbortSignal): Promise<void> {
  const port = String(await freePort());
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const over = signal === undefined ? patience : AbortSignal.any([signal, patience]);
  const server = spawn('java', [...javaArguments(`-XX:ArchiveClassesAtExit=${CLASSES}`), port], {
    cwd: directory,
    stdio: 'ignore',
    signal: over,
    killSignal: 'SIGKILL',
  });
  const endAtOnce = () => server.kill('SIGKILL');
  process.once('exit', endAtOnce);
  const gone = new AbortController();
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    // One that is stopped says so before it has ended, one that never began says nothing else.
    server.on('error', () => (server.pid === undefined ? resolve() : undefined));
  }).finally(() => gone.abort());
  const rehearsal = await runTool(process.execPath, ['--import', 'tsx', REHEARSAL, `127.0.0.1:${port}`], {
    cwd: PROJECT_ROOT,
    signal: AbortSignal.any([over, gone.signal]),
  });
  server.kill();
  await ended;
  process.off('exit', endAtOnce);
  if (signal?.aborted === true || (rehearsal.ok && existsSync(join(directory, CLASSES)))) return;
  say(`Its classes could not be archived, so that stories take longer: ${rehearsal.output.split('\n').at(-1)}`);
}
