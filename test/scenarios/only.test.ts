import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '../../src/scenarios/arguments.ts';
import { readStories } from '../../src/scenarios/find-stories.ts';
import { fits } from '../../src/scenarios/only.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

const only = (pattern: string) => readArguments(['--only', pattern]).only;

test.each([
  ['NIGHT', true],
  ['hand-?over|nobody', true],
  ['^A night', true],
  ['three\\.yaml$', true],
  ['P6b', true],
  ['p(6b|9)', true],
  ['P6', false],
  ['day', false],
])('%s fits by name, by file, or by the whole of what is cited: %s', (pattern, expected) => {
  const outline = { file: 'stories/three.yaml', name: 'A night of handovers', cites: ['E1', 'P6b'] };
  expect(fits(only(pattern), outline)).toBe(expected);
});

test('what is no pattern is refused', () => {
  expect(() => only('(night')).toThrow(
    /Expected --only to be a regular expression, got \(night \(Unterminated group\)/,
  );
});

describe('files that cannot be read as stories', () => {
  const directory = temporaryDirectory();
  const file = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };
  const faultsOf = async (pattern: string | undefined, ...files: string[]) =>
    (await readStories(files, pattern === undefined ? undefined : only(pattern))).faults.map((fault) => fault.file);

  const named = file('named.yaml', 'story: A broken night\ncites: [P2]\nsteps:\n  - { who: carla, replay: Help! }\n');
  const unclosed = file('unclosed.yaml', 'story: Unclosed\nsteps: [\n');
  const nameless = file('nameless.yaml', 'steps: []\n');
  const missing = join(directory, 'missing.yaml');

  test('are told when they may be meant', async () => {
    const all = [named, unclosed, nameless, missing];
    expect(await faultsOf(undefined, ...all)).toEqual(all);
    for (const pattern of ['night', 'named', 'P2']) expect(await faultsOf(pattern, named)).toEqual([named]);
  });

  test('are not when they are others by their name; without one nobody can tell', async () => {
    expect(await faultsOf('xyz', named, unclosed, nameless, missing)).toEqual([nameless, missing]);
  });
});
