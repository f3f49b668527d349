import { writeFile } from 'node:fs/promises';
import type { Policy } from '../../domain/policy/schema.ts';
import { StartFault } from '../../process/start-fault.ts';
import { tryToWrite } from '../../process/writable-file.ts';
import type { BrokenStory, Played } from '../played.ts';
import { storiesPage } from './html/stories-page.ts';
import { junit } from './junit.ts';

/** Where reports are wanted, if at all. */
export interface ReportFiles {
  html: string | undefined;
  junit: string | undefined;
}

/** Tries each before anything is played for it, and leaves what is there as it is. @throws StartFault */
export async function tryReportFiles({ html, junit }: ReportFiles): Promise<void> {
  for (const file of [html, junit]) {
    if (file === undefined) continue;
    await tryToWrite(file).catch((error: unknown) => {
      throw new StartFault(unwritable(file, error));
    });
  }
}

/** Writes each report, whatever became of the others. @returns what went wrong */
export async function writeReportFiles(
  files: ReportFiles,
  { played, broken, policy }: { played: readonly Played[]; broken: readonly BrokenStory[]; policy: Policy },
): Promise<string[]> {
  const faults: string[] = [];
  const write = async (file: string | undefined, render: () => string) => {
    if (file === undefined) return;
    try {
      await writeFile(file, render());
    } catch (error) {
      faults.push(unwritable(file, error));
    }
  };
  await write(files.html, () => storiesPage(played, policy, broken));
  await write(files.junit, () => junit(played, broken));
  return faults;
}

const unwritable = (file: string, error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return `${file} can't be written (${code ?? message}).`;
};
