import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { identityOf } from './processes.ts';

export interface Lock {
  release(): void;
}

/**
 * Takes the lock file, or tells which process holds it. Libraries recognise a dead holder by the age of the file, which
 * makes everybody wait after a kill, and loses the lock when the event loop is busy; this one asks whether the very
 * process that wrote it still lives.
 */
export function takeLock(path: string): Lock | { readonly heldBy: number } {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}`;
  const content = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) });
  writeFileSync(mine, content);
  try {
    for (;;) {
      // A hard link appears with its content or not at all, unlike a file that is created and then written.
      if (succeeds(() => linkSync(mine, path))) return { release: () => rmSync(path, { force: true }) };
      const found = read(path);
      if (found === undefined) continue;
      const { pid, identity } = JSON.parse(found) as { pid: number; identity: string };
      if (identityOf(pid) === identity) return { heldBy: pid };
      bury(path, found);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes a dead holder's file, unless somebody quicker has just put theirs in its place. */
function bury(path: string, dead: string): void {
  const grave = `${path}.${process.pid}.dead`;
  if (!succeeds(() => renameSync(path, grave))) return;
  if (readFileSync(grave, 'utf8') !== dead) succeeds(() => linkSync(grave, path));
  rmSync(grave, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function succeeds(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}
