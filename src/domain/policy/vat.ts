import { z } from 'zod';
import { isCountry } from './countries.ts';

const Percent = z.number().min(0).max(100).multipleOf(0.01);

/** Value-added tax on credit notes, by the customer's country. */
export const Vat = z.strictObject({
  /** Percent by ISO 3166 code; `null`: not known, so a credit to that country is refused. */
  rates: z.record(
    z.string().refine(isCountry, 'expected a country by its ISO 3166 code, such as NL'),
    Percent.nullable(),
  ),
  /** Percent for every other country. */
  other: Percent,
});
