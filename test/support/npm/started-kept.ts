import { spawn, type ChildProcess } from 'node:child_process';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';
import { kill } from '../../../src/dev/processes.ts';
import { address } from '../servers/addresses.ts';
import { eventually } from '../../../src/scenarios/world/eventually.ts';

/** Settings of a Kept of one's own: fresh data, a free port. */
export const settingsFor = (dataDirectory: string): NodeJS.ProcessEnv => ({
  ...process.env,
  KEPT_DATA_DIR: dataDirectory,
  TEMPORAL_CLI: address('temporalCli'),
  PORT: '0',
  INBOUND_SMTP_PORT: '0',
});

export interface StartedKept {
  /** npm itself, at the head of its own process group. */
  child: ChildProcess;
  /** The address of the API, as printed. */
  url: string;
  /** All that it printed until it was ready. */
  output: string;
}

/** `npm start`, until it says that it is ready. */
export async function startKept(env: NodeJS.ProcessEnv, root = PROJECT_ROOT): Promise<StartedKept> {
  const child = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`npm start ended: ${output}`);
      return output.includes('Ctrl-C stops all');
    }, 180_000);
  } catch (error) {
    killKept(child);
    throw error;
  }
  return { child, url: /API +(http:\S+)/.exec(output)?.[1] ?? '', output };
}

/** Ends all of it at once, for a test that could not stop it in good order. */
export function killKept(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null) kill(-child.pid, 'SIGKILL');
}
