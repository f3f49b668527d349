import { spawn } from 'node:child_process';
import { kill } from './processes.ts';

export interface ToolOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Ends the tool and everything it started. */
  readonly signal?: AbortSignal;
}

export interface ToolResult {
  readonly ok: boolean;
  /** The last lines of what the tool printed: where tools say what went wrong. */
  readonly output: string;
}

const KEPT_OUTPUT = 4_000;

/**
 * Runs a command to its end. A missing command is a result like any other failure, since every caller has something to
 * fall back on or to advise.
 */
export async function runTool(
  command: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<ToolResult> {
  const { signal, env = process.env, ...spawning } = options;
  if (signal?.aborted) return { ok: false, output: 'stopped' };
  return new Promise((resolve) => {
    // Its own process group: a builder's compilers must end with it, and Ctrl-C is ours to handle.
    const child = spawn(command, args, { ...spawning, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT_OUTPUT));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = () => child.pid !== undefined && kill(-child.pid, 'SIGKILL');
    signal?.addEventListener('abort', end);
    const settle = (ok: boolean, text: string) => {
      signal?.removeEventListener('abort', end);
      resolve({ ok, output: text.trim() });
    };
    child.once('error', (error) => settle(false, error.message));
    child.once('close', (code) => settle(code === 0, output));
  });
}
