import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Which process a pid stands for, or undefined if there is none. Pids are used again, in a restarted container even the
 * same ones for the same programs, so a pid alone never proves that a process is the one we meant. A zombie counts as
 * gone: where nothing reaps orphans it would otherwise look alive for ever.
 */
export function identityOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart=');
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** The command line of a living process, arguments joined by spaces. */
export function commandLineOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  if (identityOf(pid) === undefined) return undefined;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  } catch {
    return undefined;
  }
}

/** The living processes whose working directory this is; on systems that don't tell, none. */
export function processesWorkingIn(directory: string): number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === directory;
    } catch {
      return false;
    }
  });
}

function ps(pid: number, field: string): string | undefined {
  try {
    return execFileSync('ps', ['-ww', '-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Ends a process: politely first, and for certain once its time is over. */
export async function endProcess(pid: number, graceMs: number): Promise<void> {
  const identity = identityOf(pid);
  if (identity === undefined) return;
  kill(pid, 'SIGTERM');
  if (await isGone(pid, identity, graceMs)) return;
  kill(pid, 'SIGKILL');
  await isGone(pid, identity, 5_000);
}

/** Sends a signal to a process, or to a process group by its negative number; one that is gone already is no error. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function isGone(pid: number, identity: string, withinMs: number): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(50)) {
    if (identityOf(pid) !== identity) return true;
  }
  return false;
}
