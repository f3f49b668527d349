import { join } from 'node:path';
import { vatRate } from '../../../src/domain/grants/vat-rate.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';
import { readCurrentPolicy } from '../../../src/process/policy-file.ts';

/** Every row of the published table that has a rate. */
const TABLE: [country: string, percent: number][] = [
  ['AT', 20],
  ['BE', 21],
  ['BG', 20],
  ['HR', 25],
  ['CY', 19],
  ['CZ', 21],
  ['DK', 25],
  ['EE', 22],
  ['FR', 20],
  ['FI', 24],
  ['DE', 19],
  ['GR', 24],
  ['HU', 27],
  ['IE', 23],
  ['IT', 22],
  ['LV', 21],
  ['LT', 21],
  ['LU', 17],
  ['MT', 18],
  ['NL', 21],
  ['PL', 23],
  ['PT', 23],
  ['RO', 19],
  ['SK', 20],
  ['ES', 21],
  ['SE', 25],
  ['US', 0],
];

describe('the VAT of a country, by the shipped policy', () => {
  let vat: Policy['vat'];
  beforeAll(async () => {
    ({ vat } = (await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'))).policy);
  });

  const codeOf = (country: string | null) => {
    const rate = vatRate(vat, country);
    return 'refusal' in rate ? rate.refusal.code : rate;
  };

  test.each(TABLE)('%s: %d %%', (country, percent) => {
    expect(vatRate(vat, country)).toEqual({ percent });
  });

  test('the policy lists these countries, Slovenia, and no others', () => {
    expect(Object.keys(vat.rates).sort()).toEqual([...TABLE.map(([country]) => country), 'SI'].sort());
  });

  test.each(['CH', 'GB', 'NO', 'JP', 'AX'])('%s is another country: 0 %%', (country) => {
    expect(vatRate(vat, country)).toEqual({ percent: 0 });
  });

  test('other countries pay what the policy says of them', () => {
    expect(vatRate({ ...vat, other: 7.5 }, 'CH')).toEqual({ percent: 7.5 });
    expect(vatRate({ ...vat, other: 7.5 }, 'US')).toEqual({ percent: 0 });
  });

  test('Slovenia, whose rate the source leaves blank, is refused', () => {
    expect(codeOf('SI')).toBe('vat-unknown');
  });

  test.each([null, ''])('%j is no country at all', (country) => {
    expect(codeOf(country)).toBe('country-missing');
  });

  test.each(['EU', 'XK', 'EL', 'UK', 'AN', 'ZZ', 'it', 'It', 'ITA', ' IT', 'I', '380', 'constructor', '__proto__'])(
    '%j is no ISO 3166 country',
    (country) => {
      expect(codeOf(country)).toBe('country-invalid');
    },
  );

  test('a refusal names the country', () => {
    expect(vatRate(vat, 'SI')).toMatchObject({ refusal: { detail: expect.stringContaining('SI') } });
    expect(vatRate(vat, 'XK')).toMatchObject({ refusal: { detail: expect.stringContaining('XK') } });
  });
});
