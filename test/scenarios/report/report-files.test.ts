import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryReportFiles, writeReportFiles } from '../../../src/scenarios/report/report-files.ts';
import { policy } from '../../domain/support/shipped-policy.ts';
import { temporaryDirectory } from '../../support/servers/temporary-directory.ts';
import { answeredLate } from './lives.ts';
import { playedOf } from './played.ts';

const directory = temporaryDirectory();
const at = (...names: string[]) => join(directory, ...names);
const results = { played: [playedOf(answeredLate())], broken: [], policy };

test('a report that cannot be written is told before, and what can be is left as it is', async () => {
  writeFileSync(at('old.html'), 'old');
  await tryReportFiles({ html: at('old.html'), junit: at('new.xml') });
  await tryReportFiles({ html: undefined, junit: undefined });
  expect(readFileSync(at('old.html'), 'utf8')).toBe('old');
  expect(existsSync(at('new.xml'))).toBe(false);

  await expect(tryReportFiles({ html: at('old.html'), junit: at('none', 'new.xml') })).rejects.toThrow(
    `${at('none', 'new.xml')} can't be written (ENOENT).`,
  );
  await expect(tryReportFiles({ html: directory, junit: undefined })).rejects.toThrow('(EISDIR)');
});

test('one that fails in the end keeps no other from being written', async () => {
  mkdirSync(at('taken'));
  const faults = await writeReportFiles({ html: at('taken'), junit: at('junit.xml') }, results);
  expect(faults).toEqual([`${at('taken')} can't be written (EISDIR).`]);
  expect(readFileSync(at('junit.xml'), 'utf8')).toContain('tests="1"');
});
