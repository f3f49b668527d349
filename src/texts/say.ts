import { IntlMessageFormat, type Formatters } from 'intl-messageformat';
import type { Locale } from '../domain/policy/words.ts';
import type { ArgumentsOf } from './catalogue/arguments.ts';
import { CATALOGUES, type TextKey } from './catalogue/catalogue.ts';
import { parse, type Message } from './catalogue/parse.ts';

/** Says a text of the catalogue with these values in place of its arguments. */
export type Say = <Key extends TextKey>(
  key: Key,
  ...values: keyof ArgumentsOf<Key> extends never ? [] : [values: ArgumentsOf<Key>]
) => string;

/** How a language is written where its reader is, and by which clock they read instants. */
export interface Reader {
  /** A language with its region, such as `en-GB`. */
  region?: string;
  timeZone?: string;
}

export function sayIn(locale: Locale, { region = locale, timeZone = 'UTC' }: Reader = {}): Say {
  const formatters = formattersIn(timeZone);
  return (key, ...[values]) =>
    String(new IntlMessageFormat(messageOf(locale, key), region, undefined, { formatters }).format(values));
}

const parsed = new Map<string, Message>();

/** Each message is parsed once. */
function messageOf(locale: Locale, key: TextKey): Message {
  const id = `${locale} ${key}`;
  const message = parsed.get(id) ?? parse(CATALOGUES[locale][key]);
  parsed.set(id, message);
  return message;
}

/** Messages name no zone: instants are told by the reader's clock. Making a formatter takes longer than using it. */
function formattersIn(timeZone: string): Formatters {
  return {
    getNumberFormat: remembered(
      (locales, options) => new Intl.NumberFormat(locales, options as Intl.NumberFormatOptions),
    ),
    getDateTimeFormat: remembered((locales, options) => new Intl.DateTimeFormat(locales, { ...options, timeZone })),
    getPluralRules: remembered((locales, options) => new Intl.PluralRules(locales, options)),
  };
}

function remembered<Options, Format>(
  make: (locales?: string | string[], options?: Options) => Format,
): (locales?: string | string[], options?: Options) => Format {
  const made = new Map<string, Format>();
  return (locales, options) => {
    const id = JSON.stringify([locales, options]);
    const format = made.get(id) ?? make(locales, options);
    made.set(id, format);
    return format;
  };
}
