import type { Locale } from '../../domain/policy/words.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** English comes first: its keys are those of every language. */
export type TextKey = keyof typeof en;

/** What a language must have: no key less, and none more. */
export type Catalogue = Readonly<Record<TextKey, string>>;

/** What people read, in each language that there is. */
export const CATALOGUES: Record<Locale, Catalogue> = { en, it };
