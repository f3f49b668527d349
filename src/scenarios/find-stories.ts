import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { PROJECT_ROOT } from '../process/environment.ts';
import { fits, outlineOf } from './only.ts';
import { readStory, StoryFault, type WrittenDown } from './story/read-story.ts';

/** Where the stories are that come with Kept. */
export const SHIPPED = join(PROJECT_ROOT, 'scenarios');

/** The files that were named, those in directories that were, else those that are shipped. */
export async function storyFiles(named: readonly string[]): Promise<string[]> {
  const places = named.length > 0 ? named : [relative(process.cwd(), SHIPPED) || '.'];
  return [...new Set((await Promise.all(places.map(filesAt))).flat())];
}

/** What is no directory, or none that can be read, is told when it is read as a story. */
async function filesAt(place: string): Promise<string[]> {
  const names = await readdir(place).catch(() => null);
  if (names === null) return [place];
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(place, name));
}

/** Stories as they are written, and what could not be read of them. */
export interface Reading {
  stories: WrittenDown[];
  faults: StoryFault[];
}

/**
 * @param only reads those that it fits, and those of which nobody can tell
 * @param check throws StoryFault for one that can be read and still not be played
 */
export async function readStories(
  files: readonly string[],
  only?: RegExp,
  check: (written: WrittenDown) => void = () => undefined,
): Promise<Reading> {
  const stories: WrittenDown[] = [];
  const faults: StoryFault[] = [];
  for (const file of files) {
    let text = '';
    try {
      text = await textOf(file);
      const written = readStory(file, text);
      const { story: name, cites } = written.story;
      if (!fits(only, { file, name, cites })) continue;
      check(written);
      stories.push(written);
    } catch (error) {
      if (!(error instanceof StoryFault)) throw error;
      const outline = outlineOf(file, text);
      if (outline === null || fits(only, outline)) faults.push(error);
    }
  }
  return { stories, faults };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new StoryFault(file, [{ line: 1, path: '', message: `the file can't be read (${code})` }]);
  }
}
