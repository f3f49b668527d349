import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A secret of this machine's own, made when it is first asked for. Only its owner may read the file. */
export async function readOrMakeKey(file: string, make: () => Promise<string>): Promise<string> {
  const stored = await readFile(file, 'utf8').catch(() => null);
  if (stored !== null) return stored;
  const made = await make();
  await mkdir(dirname(file), { recursive: true });
  // Written aside, and the first to link it into place wins: two processes may start at once, and must share one key.
  const aside = `${file}.${process.pid}`;
  await writeFile(aside, made, { mode: 0o600 });
  await link(aside, file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  await unlink(aside);
  return readFile(file, 'utf8');
}
