import { z } from 'zod';

/** The languages that there are templates for; a company may offer fewer. */
export const LOCALES = ['en', 'it'] as const;
export type Locale = (typeof LOCALES)[number];

export const Text = z.string().trim().min(1, 'expected some text');

/** Plain words for customers. Those in the policy's own languages must be there; a language of ours it need not offer. */
export const Localized = z.strictObject(
  Object.fromEntries(LOCALES.map((locale) => [locale, Text.optional()])) as Record<Locale, z.ZodOptional<typeof Text>>,
);
export type Localized = z.infer<typeof Localized>;

/** The key of a team, site or person. */
export const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected an id of small letters, digits and hyphens');

/** A whole number from `least` on. */
export const count = (least: number) => z.int().min(least);

/** A calendar day at the place it is about. */
export const LocalDate = z.iso.date('expected a date such as 2026-12-24');
