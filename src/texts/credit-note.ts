import type { Locale } from '../domain/policy/words.ts';
import { amountWords, type Currency } from './money.ts';
import { sayIn } from './say.ts';

/** How VAT is rounded, in units of the currency. */
export const roundingWords = (locale: Locale, currency: Currency): string =>
  sayIn(locale)('note.rounding', { unit: amountWords(locale, currency, 1) });

/** "23 November 2026": no reader takes the day for the month. */
export const dayWords = (locale: Locale, day: string): string =>
  sayIn(locale)('note.day', { day: new Date(`${day}T00:00:00Z`) });

export const countryWords = (locale: Locale, country: string): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
