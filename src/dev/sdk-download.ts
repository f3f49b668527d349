import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT_ROOT } from '../process/environment.ts';
import { runTool, type ToolResult } from './run-tool.ts';

const CHILD = fileURLToPath(new URL('sdk-download-child.ts', import.meta.url));

/** Where packets are dropped, a connection attempt hangs for minutes; where bytes flow, they flow more often than this. */
const PATIENCE_MS = 8_000;

/**
 * Lets the SDK download the server it was made for, and puts the executable at `target`. However long it takes, it may go
 * on while bytes arrive; it ends within seconds once they don't.
 */
export async function downloadBySdk(
  server: 'temporal-cli' | 'time-skipping-server',
  target: string,
  signal?: AbortSignal,
): Promise<ToolResult> {
  const directory = `${target}.download`;
  await mkdir(directory);
  const stalled = new AbortController();
  const watching = watch(directory, stalled);
  try {
    const result = await runTool(process.execPath, ['--import', 'tsx', CHILD, server, directory], {
      cwd: PROJECT_ROOT,
      signal: signal ? AbortSignal.any([stalled.signal, signal]) : stalled.signal,
    });
    const [executable] = await readdir(directory);
    if (!result.ok || executable === undefined) return { ok: false, output: result.output };
    await rename(join(directory, executable), target);
    return result;
  } finally {
    clearInterval(watching);
    await rm(directory, { recursive: true, force: true });
  }
}

function watch(directory: string, stalled: AbortController): NodeJS.Timeout {
  let size = 0;
  let grewAt = Date.now();
  return setInterval(() => {
    void sizeOf(directory).then((now) => {
      if (now !== size) [size, grewAt] = [now, Date.now()];
      else if (Date.now() - grewAt > PATIENCE_MS) stalled.abort();
    });
  }, 500);
}

async function sizeOf(directory: string): Promise<number> {
  let total = 0;
  for (const file of await readdir(directory).catch(() => [])) {
    total += (await stat(join(directory, file)).catch(() => undefined))?.size ?? 0;
  }
  return total;
}
