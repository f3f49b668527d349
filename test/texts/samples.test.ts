import { join } from 'node:path';
import { DIGEST_SAMPLES } from '../../src/console/samples/digest-samples.ts';
import { everyText } from '../../src/console/samples/every-text.ts';
import { SAMPLES, sampleWords } from '../../src/console/samples/ticket-samples.ts';
import type { Policy } from '../../src/domain/policy/schema.ts';
import { LOCALES, type Locale } from '../../src/domain/policy/words.ts';
import type { Template } from '../../src/domain/ticket/templates.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { digestText } from '../../src/texts/digest-text.ts';
import { textOf } from '../../src/texts/ticket-texts.ts';

const BROKEN = /[{}]|\b(undefined|null|NaN)\b|Invalid|\[object|::|, (plural|date|time|number)|⟨⟩/;

describe.each(LOCALES)('in %s', (locale: Locale) => {
  let policy: Policy;
  beforeAll(async () => {
    ({ policy } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml')));
  });

  const variants = Object.entries(SAMPLES).flatMap(([template, each]) =>
    each.map((variant) => [template as Template, variant.when, variant] as const),
  );
  test.each(variants)('%s, when %s', (template, _when, { values, facts }) => {
    const text = textOf(template, values, sampleWords(policy, locale, facts));
    expect(text).not.toMatch(BROKEN);
    expect(text).not.toMatch(/^\s|\s$|\n{3}| {2}/);
  });

  test.each(Object.keys(SAMPLES) as Template[])('each variant of %s reads otherwise', (template) => {
    const texts = SAMPLES[template].map(({ values, facts }) =>
      textOf(template, values, sampleWords(policy, locale, facts)),
    );
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('digests', () => {
    for (const { content } of DIGEST_SAMPLES) expect(digestText(content, 'INTROSERV', locale)).not.toMatch(BROKEN);
  });

  test('every text of the catalogue, with whatever count', () => {
    for (const { key, said } of everyText(locale)) {
      for (const text of said) expect([key, text]).toEqual([key, expect.not.stringMatching(BROKEN)]);
    }
  });
});
