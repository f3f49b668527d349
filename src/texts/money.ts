import type { Locale } from '../domain/policy/words.ts';

export interface Currency {
  currency: string;
  minorUnits: number;
}

/** "1,234.50 EUR", in Italian "1.234,50 EUR". The amount goes from digits to digits: a float would lose some. */
export function amountWords(locale: Locale, { currency, minorUnits }: Currency, minor: number): string {
  const digits = String(minor).padStart(minorUnits + 1, '0');
  const point = digits.length - minorUnits;
  const decimal = `${digits.slice(0, point)}.${digits.slice(point)}0` as Intl.StringNumericLiteral;
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: minorUnits,
    maximumFractionDigits: minorUnits,
    useGrouping: 'always',
  });
  // A line never ends between an amount and its currency.
  return `${format.format(decimal)}\u00A0${currency}`;
}
