import { join } from 'node:path';
import { StartFault } from '../process/start-fault.ts';
import { cached, findCached } from './cache.ts';
import { withProgress } from './progress.ts';
import type { ToolResult } from './run-tool.ts';

export interface Way {
  readonly what: string;
  /** How long it may take, as the reader of the terminal should expect it. */
  readonly expectation: string;
  /** Leaves the executable at `target`, or says why it could not. */
  readonly fetch: (target: string, signal?: AbortSignal) => Promise<ToolResult>;
}

export interface ServerSource {
  /** Name of the cache entry: it changes when what is fetched changes. */
  readonly entry: string;
  readonly executable: string;
  readonly ways: readonly Way[];
  /** What to do when no way works. */
  readonly advice: string;
}

class WayFailed extends Error {
  override name = 'WayFailed';
}

/** The executable from the cache; if it isn't there, each way of fetching it is tried in turn. */
export async function fetchServer(cache: string, source: ServerSource, signal?: AbortSignal): Promise<string> {
  const known = findCached(cache, source.entry);
  if (known !== undefined) return join(known, source.executable);
  const build = (directory: string) => tryWays(source, join(directory, source.executable), signal);
  return join(await cached(cache, source.entry, build, signal), source.executable);
}

async function tryWays(source: ServerSource, target: string, signal?: AbortSignal): Promise<void> {
  const failures: string[] = [];
  for (const way of source.ways) {
    try {
      await withProgress(way.what, way.expectation, async () => {
        const { ok, output } = await way.fetch(target, signal);
        signal?.throwIfAborted();
        if (!ok) throw new WayFailed(output || 'nothing arrived');
      });
      return;
    } catch (error) {
      if (!(error instanceof WayFailed)) throw error;
      failures.push(`  ${way.what}: ${lastLine(error.message)}`);
    }
  }
  throw new StartFault([source.advice, 'What was tried:', ...failures].join('\n'));
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => /\S/.test(line) && !/^\s+at |^Node\.js v/.test(line));
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? output).trim().slice(0, 300);
}
