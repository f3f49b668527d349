import type { Locale } from '../../domain/policy/words.ts';
import { argumentsIn, type ArgumentKind } from '../../texts/catalogue/arguments-in.ts';
import { CATALOGUES, type TextKey } from '../../texts/catalogue/catalogue.ts';
import { sayIn } from '../../texts/say.ts';

/** None, one, two, some: where languages have other words for them. */
const COUNTS = [0, 1, 2, 5];

/** Each text of the catalogue by its key, with the names of its arguments in their place; of a plural, each form. */
export function everyText(locale: Locale): { key: TextKey; said: string[] }[] {
  // Given by the names that a message itself has: types know only those of a key that is written out.
  const say = sayIn(locale) as (key: TextKey, values: Record<string, unknown>) => string;
  const keys = Object.keys(CATALOGUES[locale]) as TextKey[];
  return keys.map((key) => {
    const named = [...argumentsIn(CATALOGUES[locale][key])];
    const said = COUNTS.map((count) =>
      say(key, Object.fromEntries(named.map(([name, kind]) => [name, sampleOf(name, kind, count)]))),
    );
    return { key, said: [...new Set(said)] };
  });
}

function sampleOf(name: string, kind: ArgumentKind, count: number): unknown {
  if (kind === 'number') return count;
  return kind === 'instant' ? new Date('2026-11-23T16:30:00.000Z') : `⟨${name}⟩`;
}
