import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PROJECT_ROOT } from '../../process/environment.ts';
import { freePort } from '../ports.ts';
import { runTool } from '../run-tool.ts';
import { CLASSES, javaArguments } from './java-server.ts';

const REHEARSAL = fileURLToPath(new URL('rehearsal.ts', import.meta.url));

/**
 * Has Java write down the classes of a server that has served once, when that server ends: others then start in a third of a
 * second, and serve a story for half the work. Without it they are as good, so that nothing here fails.
 * @param directory with the jars
 */
export async function archiveClasses(directory: string, signal?: AbortSignal): Promise<void> {
  const port = String(await freePort());
  const args = [...javaArguments(`-XX:ArchiveClassesAtExit=${CLASSES}`), port];
  const server = spawn('java', args, { cwd: directory, stdio: 'ignore' });
  const ended = once(server, 'exit').catch(() => undefined);
  await runTool(process.execPath, ['--import', 'tsx', REHEARSAL, `127.0.0.1:${port}`], { cwd: PROJECT_ROOT, signal });
  // Stopped half-way, nobody waits for what it would write.
  server.kill(signal?.aborted === true ? 'SIGKILL' : 'SIGTERM');
  await ended;
}
