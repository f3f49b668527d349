import { isCountry } from '../policy/countries.ts';
import type { Policy } from '../policy/schema.ts';

/** Why a credit cannot be given to a customer of that country; each code is stable and means one thing. */
export interface VatRefusal {
  code: 'country-missing' | 'country-invalid' | 'vat-unknown';
  detail: string;
}

export type VatRate = { percent: number } | { refusal: VatRefusal };

/**
 * The VAT of a customer's country in percent, with at most two decimals (the table of P6d's credits). A country that the
 * table doesn't list pays the rate of all others; one whose rate is not known gets no credit.
 * @param country an ISO 3166 code in capitals
 */
export function vatRate({ rates, other }: Policy['vat'], country: string | null): VatRate {
  if (country === null || country === '') {
    return refusal('country-missing', "a credit needs the customer's country: it decides the VAT");
  }
  if (!isCountry(country)) return refusal('country-invalid', `${country} is not a country by its ISO 3166 code`);
  const listed = rates[country];
  if (listed === null) return refusal('vat-unknown', `the VAT of ${country} is not known`);
  return { percent: listed ?? other };
}

const refusal = (code: VatRefusal['code'], detail: string): VatRate => ({ refusal: { code, detail } });
