import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { admitFiles, MAX_FILE_BYTES, MAX_FILES } from '../../../src/domain/attachments/admit-files.ts';
import { isStorable } from '../../../src/domain/storable-text.ts';

const file = (fileName: string, size = 3, contentType = 'text/plain') => ({
  fileName,
  contentType,
  content: new Uint8Array(size),
});
const nameOf = (fileName: string) => admitFiles([file(fileName)])[0]?.fileName;

describe('Files that come with a message', () => {
  test('are kept as they are', () => {
    expect(admitFiles([file('log.txt')])).toEqual([
      { fileName: 'log.txt', contentType: 'text/plain', size: 3, content: new Uint8Array(3), refused: null },
    ]);
  });

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\anna\\photo.jpg', 'photo.jpg'],
    ['.bashrc', 'bashrc'],
    ['-rf', 'rf'],
    ['', 'file'],
    ['..', 'file'],
    ['a\r\nX-Evil: yes.txt', 'a X-Evil  yes.txt'],
    ['invoice\u202Efdp.exe.txt', 'invoice fdp.exe.txt'],
    ['"quoted".txt', 'quoted .txt'],
    ['Größe 大.pdf', 'Größe 大.pdf'],
    [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(116)}.pdf`],
    [`${'a'.repeat(3_000)}. .pdf. .`, `${'a'.repeat(116)}.pdf`],
    ['. -rf', 'rf'],
  ])('%j is called %j', (given, name) => {
    expect(nameOf(given)).toBe(name);
  });

  test('of one name are told apart', () => {
    const names = admitFiles([file('a.txt'), file('A.txt'), file('a.txt'), file('b')]).map(({ fileName }) => fileName);
    expect(names).toEqual(['a.txt', 'A (2).txt', 'a (3).txt', 'b']);
  });

  test.each(['.', ' ', '. ', '-', '/', '.a', '\u0000'])(
    'however long names of %j are, they are taken in time',
    async (part) => {
      for (let n = 0; n < 20; n += 1) {
        const [admitted] = admitFiles([file(`a${part.repeat(110_000)}x`)]);
        expect(admitted?.fileName.length).toBeLessThanOrEqual(120);
        await turn();
      }
    },
  );

  test('what is too big, runs when it is opened, or is one too many is told of, and not kept', () => {
    const admitted = admitFiles([
      file('big', MAX_FILE_BYTES + 1),
      file('x.EXE'),
      file('ok.zip', 10, 'application/zip'),
    ]);
    expect(admitted.map(({ refused }) => refused)).toEqual(['too-big', 'forbidden-type', null]);
    expect(admitted.map(({ content }) => content === null)).toEqual([true, true, false]);
    const many = admitFiles(Array.from({ length: MAX_FILES + 2 }, (_, n) => file(`${n}.txt`)));
    expect(many.filter(({ refused }) => refused === 'too-many')).toHaveLength(2);
  });

  test('all together are bounded, too', () => {
    const three = admitFiles([1, 2, 3].map((n) => file(`${n}.bin`, MAX_FILE_BYTES)));
    expect(three.map(({ refused }) => refused)).toEqual([null, null, 'too-big']);
  });

  test('whatever they are called, the names can be kept, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (names) => {
        const kept = admitFiles(names.map((name) => file(name))).map(({ fileName }) => fileName);
        expect(new Set(kept.map((name) => name.toLowerCase())).size).toBe(kept.length);
        for (const name of kept) {
          expect(isStorable(name)).toBe(true);
          expect(name).toMatch(/^[^/\\\u0000-\u001f.-]/);
        }
      }),
    );
  });
});
