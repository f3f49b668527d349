import { writeFile } from 'node:fs/promises';
import { say } from '../dev/progress.ts';
import { StartFault } from '../process/start-fault.ts';
import { tryToWrite } from '../process/writable-file.ts';
import { inWords } from './in-words.ts';

/** Asked before the work, which would be for nothing. @throws StartFault */
export async function requireWritable(file: string): Promise<void> {
  await tryToWrite(file).catch((error: unknown) => {
    throw unwritable(file, error);
  });
}

/** @throws StartFault */
export async function writePage(file: string, page: string): Promise<void> {
  await writeFile(file, page).catch((error: unknown) => {
    throw unwritable(file, error);
  });
  say(`The page is in ${file}.`);
}

const unwritable = (file: string, error: unknown): StartFault =>
  new StartFault(`The page can't be written to ${file} (${inWords(error)}).`);
