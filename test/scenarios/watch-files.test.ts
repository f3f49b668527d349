import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storyFiles } from '../../src/scenarios/find-stories.ts';
import { changes, stampsOf } from '../../src/scenarios/watch-files.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

const stop = new AbortController();
afterAll(() => stop.abort());

const directory = join(temporaryDirectory(), 'stories');
const [one, other] = [join(directory, 'one.yaml'), join(directory, 'other.yml')];

test('what changes, comes and goes is told, also of a directory that is not there yet, or no more', async () => {
  const list = () => storyFiles([directory]);
  const told = changes(await stampsOf(await list()), list, stop.signal);
  const next = async () => ((await told.next()).value as string[]).sort();

  mkdirSync(directory);
  writeFileSync(one, 'first');
  expect(await next()).toEqual([directory, one]);
  writeFileSync(other, 'first');
  writeFileSync(join(directory, 'notes.txt'), 'no story');
  expect(await next()).toEqual([other]);
  writeFileSync(one, 'again');
  expect(await next()).toEqual([one]);
  rmSync(other);
  expect(await next()).toEqual([other]);
  rmSync(directory, { recursive: true });
  expect(await next()).toEqual([directory, one]);
});

test('a file that is named is waited for when it is away, and what an editor does in between is not told', async () => {
  const file = join(temporaryDirectory(), 'named.yaml');
  const list = () => storyFiles([file]);
  const told = changes(await stampsOf(await list()), list, stop.signal);
  const first = told.next();
  for (const text of ['a', 'ab', 'abc']) writeFileSync(file, text);
  expect((await first).value).toEqual([file]);
  const second = told.next();
  rmSync(file);
  writeFileSync(file, 'abcd');
  expect((await second).value).toEqual([file]);
  const third = told.next();
  stop.abort();
  expect(await third).toEqual({ done: true, value: undefined });
});
