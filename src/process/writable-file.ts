import { lstat, open, rm, stat } from 'node:fs/promises';

/** Tries whether a file can be written, before the work for it, and leaves what is there as it is. @throws the system's error */
export async function tryToWrite(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  // Who reads from a pipe would take it for ended once it was opened and closed.
  if (found !== null && !found.isFile() && !found.isDirectory()) return;
  const isNew = (await lstat(file).catch(() => null)) === null;
  await (await open(file, 'a')).close();
  if (isNew) await rm(file, { force: true });
}
