import type { Locale } from '../domain/policy/words.ts';
import type { Template, TemplateValues } from '../domain/ticket/templates.ts';
import { en } from './en.ts';
import { it } from './it.ts';
import type { Texts, Words } from './texts.ts';

const CATALOGUE: Record<Locale, Texts> = { en, it };

/** The text of an automatic message in the customer's language. */
export const textOf = (template: Template, values: TemplateValues, words: Words, locale: Locale): string =>
  CATALOGUE[locale][template](values, words);
