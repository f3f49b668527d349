import type { CreditNote } from '../../domain/grants/credit-note.ts';
import type { Policy } from '../../domain/policy/schema.ts';
import type { Locale } from '../../domain/policy/words.ts';
import { roundingWords } from '../../texts/credit-note.ts';

/** A credit note of nothing that was ever granted. */
export const creditNoteSample = ({ company }: Policy, locale: Locale): CreditNote => ({
  number: 'CN-000042',
  issuedAt: '2026-11-23T16:30:00.000Z',
  issuedOn: '2026-11-23',
  locale,
  company,
  ticket: { id: 'sample', number: 7 },
  approvalId: 'sample',
  customer: { id: 'carla', name: 'Carla Rossi' },
  country: 'IT',
  currency: 'EUR',
  minorUnits: 2,
  net: 123_450,
  vatPercent: 22.5,
  vat: 27_776,
  gross: 151_226,
  rounding: roundingWords(locale, { currency: 'EUR', minorUnits: 2 }),
  approvedBy: ['manager-1'],
});
