import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { printCreditNote } from '../../src/documents/credit-note-pdf.ts';
import type { CreditNote } from '../../src/domain/grants/credit-note.ts';
import { roundingWords } from '../../src/texts/credit-note.ts';
import { LAWFUL_TEXTS } from '../api/support/texts.ts';
import { openPdfReader, type PdfReader } from '../support/pdf/pdf-reader.ts';

const PRINTER = new URL('../../src/documents/credit-note-pdf.ts', import.meta.url).href;

const noteIn = (locale: 'en' | 'it', fields: Partial<CreditNote> = {}): CreditNote => ({
  number: 'CN-000042',
  issuedAt: '2026-11-23T23:30:15.000Z',
  issuedOn: '2026-11-24',
  locale,
  company: { name: 'INTROSERV', supportAddress: 'support@introserv.com' },
  ticket: { id: 'ticket', number: 1287 },
  approvalId: 'the-approval',
  customer: { id: 'carla', name: 'Carla Rossi' },
  country: 'NL',
  currency: 'EUR',
  minorUnits: 2,
  net: 123_450,
  vatPercent: 21,
  vat: 25_925,
  gross: 149_375,
  rounding: roundingWords(locale, { currency: 'EUR', minorUnits: 2 }),
  approvedBy: ['manager-1'],
  ...fields,
});

const named = (name: string) => noteIn('en', { customer: { id: 'carla', name } });
describe('a credit note on paper', () => {
  let reader: PdfReader;
  beforeAll(() => {
    reader = openPdfReader();
  });
  afterAll(() => reader.end());

  /** With plain spaces: the font draws those that don't break by the same glyph. */
  const read = async (note: CreditNote) => {
    const { lines, ...content } = await reader.read(await printCreditNote(note));
    return { ...content, lines: lines.map((line) => line.replaceAll('\u00A0', ' ')) };
  };
  /** The line of the customer's name: the fifth, after the letterhead. */
  const nameOf = async (note: CreditNote) => (await read(note)).lines[4];

  test('in English', async () => {
    const { pages, lines, info } = await read(noteIn('en'));
    expect(pages).toBe(1);
    expect(lines).toEqual([
      'INTROSERV',
      'support@introserv.com',
      'Credit note',
      'Credited to',
      'Carla Rossi',
      'carla',
      'Netherlands',
      'Number CN-000042',
      'Date of issue 24 November 2026',
      'Your request 1287',
      'Approval the-approval',
      'Description Net amount',
      'Credit granted on your request no. 1287 1,234.50 EUR',
      'Net amount 1,234.50 EUR',
      'VAT 21% (Netherlands) 259.25 EUR',
      'Total credited 1,493.75 EUR',
      'VAT is rounded to the nearest 0.01 EUR; exact halves are rounded up.',
      'INTROSERV · support@introserv.com CN-000042',
    ]);
    expect(info).toMatchObject({
      Title: 'Credit note CN-000042',
      Author: 'INTROSERV',
      Subject: 'Credit granted on your request no. 1287',
      Language: 'en',
      CreationDate: 'D:20261123233015Z',
      Producer: 'Kept',
    });
  });

  test('in Italian', async () => {
    const { pages, lines, info } = await read(noteIn('it'));
    expect(pages).toBe(1);
    expect(lines).toEqual([
      'INTROSERV',
      'support@introserv.com',
      'Nota di credito',
      'Intestata a',
      'Carla Rossi',
      'carla',
      'Paesi Bassi',
      'Numero CN-000042',
      'Data di emissione 24 novembre 2026',
      'La vostra richiesta 1287',
      'Approvazione the-approval',
      'Descrizione Imponibile',
      'Credito concesso per la vostra richiesta n. 1287 1.234,50 EUR',
      'Imponibile 1.234,50 EUR',
      'IVA 21% (Paesi Bassi) 259,25 EUR',
      'Totale accreditato 1.493,75 EUR',
      'L’IVA è arrotondata al più vicino multiplo di 0,01 EUR; le metà esatte sono arrotondate per eccesso.',
      'INTROSERV · support@introserv.com CN-000042',
    ]);
    expect(info).toMatchObject({ Title: 'Nota di credito CN-000042', Language: 'it' });
  });

  test.each([
    'Łukasz Wałęsa',
    'Ελένη Παπαδοπούλου',
    'Иван Щёголев',
    'Ţőűřžě Ştefăniță',
    'Ґанна Їжак',
    'Đặng Ngọc',
    'Þór Æsir',
  ])('prints %s', async (name) => {
    expect(await nameOf(named(name))).toBe(name);
  });

  test('who approved stays in the company', async () => {
    expect((await read(noteIn('en'))).lines.join('\n')).not.toContain('manager');
  });

  test('is always the same bytes, whatever was printed before, in any zone and language', async () => {
    const first = await printCreditNote(noteIn('it'));
    // The same shapes by other characters: a no-break space for a space.
    await printCreditNote(named('Carla\u2009Rossi Иван'));
    expect((await printCreditNote(noteIn('it'))).equals(first)).toBe(true);
    const program = `
      const { printCreditNote } = await import(${JSON.stringify(PRINTER)});
      process.stdout.write((await printCreditNote(${JSON.stringify(noteIn('it'))})).toString('base64'));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program],
      { env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'th_TH.UTF-8', LC_ALL: 'th_TH.UTF-8' }, maxBuffer: 1e7 },
    );
    expect(Buffer.from(stdout, 'base64').equals(first)).toBe(true);
  });

  test('no amount is ever cut short', async () => {
    const [net, vat] = [7_205_759_403_792_793, 1_801_439_850_948_198];
    for (const locale of ['en', 'it'] as const) {
      const { lines } = await read(noteIn(locale, { net, vat, gross: net + vat, vatPercent: 25, country: 'VC' }));
      const digits = lines.join('\n').replaceAll(/[.,]/g, '');
      for (const minor of [net, vat, net + vat]) expect(digits).toContain(`${minor} EUR`);
    }
  });

  test('currencies without and with more decimals', async () => {
    const inCurrency = async (currency: string, minorUnits: number) => {
      const rounding = roundingWords('en', { currency, minorUnits });
      const { lines } = await read(noteIn('en', { currency, minorUnits, net: 5, vat: 1, gross: 6, rounding }));
      return lines.slice(13, 17);
    };
    expect(await inCurrency('JPY', 0)).toEqual([
      'Net amount 5 JPY',
      'VAT 21% (Netherlands) 1 JPY',
      'Total credited 6 JPY',
      'VAT is rounded to the nearest 1 JPY; exact halves are rounded up.',
    ]);
    expect((await inCurrency('KWD', 3))[2]).toBe('Total credited 0.006 KWD');
  });

  test('percents as they are', async () => {
    const { lines } = await read(noteIn('it', { vatPercent: 8.15 }));
    expect(lines).toContainEqual(expect.stringContaining('IVA 8,15% ('));
  });

  test.each([
    ...LAWFUL_TEXTS,
    'a\nb\tc\u2028d',
    'long '.repeat(400),
    'x'.repeat(2_000),
    'आशा',
    'مريم',
    '\u0301',
    '\uD83D',
  ])('one page remains one page, whoever it is for (%#)', async (name) => {
    const { pages, lines } = await read(noteIn('it', { customer: { id: name, name }, approvalId: name }));
    expect(pages).toBe(1);
    expect(lines).toContainEqual(expect.stringContaining('1.493,75'));
  });

  test('a line break in a name moves nothing', async () => {
    expect(await nameOf(named('Carla\r\n\tRossi\u2028 '))).toBe('Carla Rossi');
  });
});
