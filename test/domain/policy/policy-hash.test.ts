import { parse, stringify } from 'yaml';
import { parsePolicy } from '../../../src/domain/policy/parse-policy.ts';
import { policyHash } from '../../../src/domain/policy/policy-hash.ts';
import { shippedText } from './shipped-policy.ts';

const hashOf = (text: string): string => policyHash(parsePolicy(text, 'policy.yaml'));
const shipped = hashOf(shippedText());

/** The same, with the keys of every map the other way round. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

test('comments, spacing, style and the order of keys make no difference', () => {
  expect(hashOf(`# another comment\n${shippedText()}\n\n`)).toBe(shipped);
  expect(hashOf(stringify(reversed(parse(shippedText()))))).toBe(shipped);
  expect(hashOf(JSON.stringify(parse(shippedText())))).toBe(shipped);
  expect(hashOf(shippedText().replace('target: 10m', 'target: 600s'))).toBe(shipped);
});

test.each([
  ['target: 10m', 'target: 11m'],
  ['AT: 20', 'AT: 20.5'],
  ['rungs: [75, 100]', 'rungs: [75, 90, 100]'],
  ['holidaysClose: true', 'holidaysClose: false'],
  ['locales: [en, it]', 'locales: [it, en]'],
  ['SI: null', 'SI: 0'],
])('%s written as %s is another policy', (written, instead) => {
  const text = shippedText()
    .replace(written, instead)
    .replace('- { rung: 100,', '- { rung: 90, tell: [assignee] }\n    - { rung: 100,');
  expect(text).not.toBe(shippedText());
  const control = shippedText().replace('- { rung: 100,', '- { rung: 90, tell: [assignee] }\n    - { rung: 100,');
  expect(hashOf(text)).not.toBe(hashOf(control));
});
