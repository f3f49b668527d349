import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, endProcess, processesWorkingIn } from './processes.ts';

/**
 * The server of this directory that is still running. A pid file that names nobody, a zombie or somebody else's process
 * is removed, since PostgreSQL would refuse to start for the last two.
 */
export function runningServer(data: string): { pid: number; port: number } | undefined {
  const path = join(data, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const [pid, , , port] = readFileSync(path, 'utf8').split('\n');
  const command = commandLineOf(Number(pid));
  if (isPostgres(command) && command?.includes(data)) return { pid: Number(pid), port: Number(port) };
  rmSync(path, { force: true });
  return undefined;
}

/**
 * When only the main process of a server was killed, one that computes a long query doesn't notice for as long, and
 * PostgreSQL rightly refuses to start beside it.
 */
export async function endLeftovers(data: string): Promise<void> {
  for (const pid of processesWorkingIn(data)) {
    if (isPostgres(commandLineOf(pid))) await endProcess(pid, 5_000);
  }
}

function isPostgres(command: string | undefined): boolean {
  return command !== undefined && /^(\S*\/)?postgres[: ]/.test(command);
}
