import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTE_FLAGS } from '../process/register-search-attributes.ts';
import { StartFault } from '../process/start-fault.ts';
import { freePort } from './ports.ts';
import { commandLineOf, endProcess, kill } from './processes.ts';
import { waitForNamespace } from './temporal-client.ts';

export interface TemporalServer {
  readonly address: string;
  readonly uiUrl: string;
  stop(): Promise<void>;
  /** At once; its data survives that. */
  end(): void;
}

export interface TemporalServerOptions {
  readonly cli: string;
  /** Holds the database, the log and the pid file. */
  readonly directory: string;
  /** Keeps everything in memory, which is quicker and forgets all at its end. */
  readonly inMemory?: boolean;
  readonly namespace?: string;
  readonly port?: number;
  readonly uiPort?: number;
}

interface Running {
  readonly pid: number;
  readonly port: number;
  readonly uiPort: number;
  /** How it was started: a pid alone may stand for any process by the time it is read again. */
  readonly args: readonly string[];
}

const PID_FILE = 'temporal.pid.json';

const STOP_GRACE_MS = 10_000;

/** One that doesn't answer will hardly listen either, and its data survives a kill. */
const HUNG_GRACE_MS = 2_000;

/** Between looking for a free port and listening on it, somebody else may have taken it. */
const PORT_LOST = 'address already in use';
const ATTEMPTS = 3;

/** Temporal's development server: started, or taken over if it outlived whoever started it. */
export async function startTemporal(options: TemporalServerOptions): Promise<TemporalServer> {
  const { directory, namespace = 'default' } = options;
  mkdirSync(directory, { recursive: true });
  const pidFile = join(directory, PID_FILE);
  const orphan = runningServer(pidFile);
  if (orphan !== undefined) {
    if ((await isServing(orphan, namespace, 5_000)).ok) return handle(orphan, pidFile);
    await endProcess(orphan.pid, HUNG_GRACE_MS);
  }

  const log = join(directory, 'temporal.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(options.port ?? 7233);
    const uiPort = await freePort(options.uiPort ?? 8233);
    const args = launchArguments(options, namespace, port, uiPort);
    const { child, said } = launch(options.cli, args, log);
    const failure = new Promise<Error>((resolve) => child.once('error', resolve));
    if (child.pid === undefined) throw new StartFault(`${options.cli} can't be run: ${(await failure).message}`);
    const started = { pid: child.pid, port, uiPort, args };
    writeFileSync(pidFile, JSON.stringify(started));
    const serving = await isServing(started, namespace, 30_000, () => child.exitCode !== null);
    if (serving.ok) return handle(started, pidFile);
    await handle(started, pidFile).stop();
    const lines = said();
    if (attempt < ATTEMPTS && lines.some((line) => line.includes(PORT_LOST))) continue;
    throw new StartFault(`Temporal did not start: ${reasonIn(lines) ?? serving.reason} (its log: ${log})`);
  }
}

/** Ends the server of this directory, if one outlived whoever started it. */
export async function stopTemporalIn(directory: string): Promise<void> {
  const pidFile = join(directory, PID_FILE);
  const orphan = runningServer(pidFile);
  if (orphan !== undefined) await handle(orphan, pidFile).stop();
}

function launchArguments(options: TemporalServerOptions, namespace: string, port: number, uiPort: number): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
    ...['--log-level', 'warn', '--namespace', namespace],
    ...(options.inMemory ? [] : ['--db-filename', join(options.directory, 'temporal.db')]),
    // On an existing database these change nothing, and they are in force from the first request on.
    ...SEARCH_ATTRIBUTE_FLAGS.flatMap((flag) => ['--search-attribute', flag]),
  ];
}

/** @returns the process, and how what it has said is read */
function launch(cli: string, args: readonly string[], log: string) {
  const output = openSync(log, 'a');
  const from = fstatSync(output).size;
  // Settings meant for reaching a cluster would also change the server this starts.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
  // A session of its own: the terminal's Ctrl-C must not reach it before the worker has drained.
  const child = spawn(cli, args, { detached: true, stdio: ['ignore', output, output], env });
  closeSync(output);
  child.unref();
  return { child, said: () => readFileSync(log).subarray(from).toString().trim().split('\n') };
}

function isServing(server: Running, namespace: string, withinMs: number, isHopeless?: () => boolean) {
  const connectionOptions = { address: `127.0.0.1:${server.port}` };
  return waitForNamespace({ connectionOptions, namespace }, withinMs, isHopeless);
}

/** The server that the pid file names, if that process is indeed the one that was started. */
function runningServer(pidFile: string): Running | undefined {
  if (!existsSync(pidFile)) return undefined;
  try {
    const running = JSON.parse(readFileSync(pidFile, 'utf8')) as Running;
    return commandLineOf(running.pid)?.endsWith(running.args.join(' ')) ? running : undefined;
  } catch (error) {
    // Cut short by a kill: as good as none.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function handle(server: Running, pidFile: string): TemporalServer {
  return {
    address: `127.0.0.1:${server.port}`,
    uiUrl: `http://127.0.0.1:${server.uiPort}`,
    async stop() {
      await endProcess(server.pid, STOP_GRACE_MS);
      rmSync(pidFile, { force: true });
    },
    end: () => kill(server.pid, 'SIGKILL'),
  };
}

/** The first error says why it ended; what follows is a trace of where it was then. */
const reasonIn = (lines: string[]): string | undefined =>
  lines.find((line) => line.includes('level=ERROR')) ?? (lines.at(-1) || undefined);
