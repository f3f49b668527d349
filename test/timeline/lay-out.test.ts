import { layOut } from '../../src/timeline/lay-out.ts';
import { line } from '../../src/timeline/line.ts';

const plain = { columns: 40, paint: undefined };
const MESSAGE =
  'Il team è al lavoro adesso e la prenderà in carico: però perché più tardi è già così, finché c’è qualità.';

test('words stay whole, rows within the columns, and the quote goes on', () => {
  const rows = layOut([line(MESSAGE, 'plain', '  │ ')], plain);
  expect(rows).toEqual([
    '  │ Il team è al lavoro adesso e la',
    '  │ prenderà in carico: però perché più',
    '  │ tardi è già così, finché c’è',
    '  │ qualità.',
  ]);
});

test('a word longer than a row is broken', () => {
  const rows = layOut([line('x'.repeat(95), 'plain', '> ')], plain);
  expect(rows.map((row) => row.length)).toEqual([40, 40, 21]);
  expect(rows[1]).toMatch(/^ {2}x/);
});

test('what is left out is counted', () => {
  expect(layOut([{ ...line('one\ntwo\nthree\nfour', 'plain'), maxRows: 3 }], plain)).toEqual([
    'one',
    'two',
    '… (2 more lines)',
  ]);
  expect(layOut([{ ...line('one\ntwo\nthree', 'plain'), maxRows: 3 }], plain)).toHaveLength(3);
});

test('a phase is a band across the sheet', () => {
  expect(layOut([line('2 review', 'phase', '── ')], plain)).toEqual([`── 2 review ${'─'.repeat(28)}`]);
});

test('colour does not count as width', () => {
  const paint = (style: string, text: string) => `<${style}>${text}</>`;
  const rows = layOut([line('word '.repeat(12), 'good')], { columns: 40, paint });
  expect(rows).toEqual([`<good>${'word '.repeat(8).trim()}</>`, `<good>${'word '.repeat(4).trim()}</>`]);
});

test('what people write moves no cursor, rings no bell and hides nothing: it is seen', () => {
  expect(layOut([line('\u001b[2J\u0000\u0007a\rb\u007f\u009b')], plain)).toEqual(['␛[2J␀␇a␍b␡\ufffd']);
  expect(layOut([line('\u202egnp.exe\u2066')], plain)).toEqual(['\ufffdgnp.exe\ufffd']);
  expect(layOut([line('one\r\ntwo\tthree')], plain)).toEqual(['one', 'two     three']);
});
