import type { Locale } from '../domain/policy/words.ts';
import { amountWords, type Currency } from './money.ts';

/** What a credit note says around its figures. */
export interface NoteWords {
  title: string;
  number: string;
  issuedOn: string;
  ticket: string;
  approval: string;
  customer: string;
  description: string;
  /** What the credit is for. */
  creditFor(ticketNumber: number): string;
  net: string;
  vat: string;
  /** The VAT, with its percent and country. */
  vatOf(percent: string, country: string): string;
  gross: string;
}

export const NOTE_WORDS: Record<Locale, NoteWords> = {
  en: {
    title: 'Credit note',
    number: 'Number',
    issuedOn: 'Date of issue',
    ticket: 'Your request',
    approval: 'Approval',
    customer: 'Credited to',
    description: 'Description',
    creditFor: (ticketNumber) => `Credit granted on your request no. ${ticketNumber}`,
    net: 'Net amount',
    vat: 'VAT',
    vatOf: (percent, country) => `VAT ${percent} (${country})`,
    gross: 'Total credited',
  },
  it: {
    title: 'Nota di credito',
    number: 'Numero',
    issuedOn: 'Data di emissione',
    ticket: 'La vostra richiesta',
    approval: 'Approvazione',
    customer: 'Intestata a',
    description: 'Descrizione',
    creditFor: (ticketNumber) => `Credito concesso per la vostra richiesta n. ${ticketNumber}`,
    net: 'Imponibile',
    vat: 'IVA',
    vatOf: (percent, country) => `IVA ${percent} (${country})`,
    gross: 'Totale accreditato',
  },
};

const ROUNDING: Record<Locale, (unit: string) => string> = {
  en: (unit) => `VAT is rounded to the nearest ${unit}; exact halves are rounded up.`,
  it: (unit) => `L’IVA è arrotondata al più vicino multiplo di ${unit}; le metà esatte sono arrotondate per eccesso.`,
};

/** How VAT is rounded, in units of the currency. */
export const roundingWords = (locale: Locale, currency: Currency): string =>
  ROUNDING[locale](amountWords(locale, currency, 1));

export const percentWords = (locale: Locale, percent: number): string =>
  `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(percent)}%`;

/** "23 November 2026": no reader takes the day for the month. */
export const dayWords = (locale: Locale, day: string): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

export const countryWords = (locale: Locale, country: string): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
