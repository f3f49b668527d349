import { execFile } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';
import { temporaryDirectory } from '../servers/temporary-directory.ts';

/** A change to one file: a text that must be in it, and what takes its place. */
export interface Change {
  file: string;
  from: string;
  to: string;
}

/** It replays, and shows in the journal that it runs. */
export const COMPATIBLE: Change = {
  file: 'src/workflows/signal-queue.ts',
  from: 'a ticket takes no signal of this name',
  to: 'nobody takes a signal of this name',
};

/** Once a ticket has sent its acknowledgement, its history no longer agrees with this code. */
export const INCOMPATIBLE: Change = {
  file: 'src/workflows/deliveries.ts',
  from: 'const outcome = await deliver(',
  to: 'await deliver({ ticketId: live.ticket.id, messageIds });\n    const outcome = await deliver(',
};

/** Another checkout of this project elsewhere, with a change or without; gives its path. */
export function makeCheckout(change?: Change): string {
  const root = join(temporaryDirectory(), 'another-name');
  for (const part of ['src', 'policies', 'package.json', 'tsconfig.json']) {
    cpSync(join(PROJECT_ROOT, part), join(root, part), { recursive: true });
  }
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
  if (change !== undefined) {
    const file = join(root, change.file);
    const text = readFileSync(file, 'utf8');
    if (!text.includes(change.from)) throw new Error(`${change.file} does not hold ${change.from}`);
    writeFileSync(file, text.replace(change.from, change.to));
  }
  return root;
}

/** Runs one of its npm commands; gives what it printed. */
export async function npmRun(
  root: string,
  name: string,
  settings: Record<string, string>,
  ...args: string[]
): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', name, '--', ...args], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'warn', ...settings },
  });
  return stdout.trim();
}
