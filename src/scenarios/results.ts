import type { BrokenStory, Played } from './played.ts';

/** What last became of each story, by its file. */
export class Results {
  private last = new Map<string, Played | BrokenStory>();

  note(result: Played | BrokenStory): void {
    this.last.set(result.file, result);
  }

  forget(file: string): void {
    this.last.delete(file);
  }

  /** In the order of their files, however they ended. */
  inOrderOf(files: readonly string[]): { played: Played[]; broken: BrokenStory[] } {
    const results = files.flatMap((file) => this.last.get(file) ?? []);
    return {
      played: results.filter((result): result is Played => !isBroken(result)),
      broken: results.filter(isBroken),
    };
  }
}

const isBroken = (result: Played | BrokenStory): result is BrokenStory => 'message' in result;
