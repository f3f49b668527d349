import type { z } from 'zod';
import type { Fault } from './policy-fault.ts';

type Issue = z.core.$ZodIssue;

const LONGEST_QUOTE = 60;

/** What zod found wrong with `written`, in words and with places that the writer of a policy knows. */
export const faultsOf = (issues: Issue[], written: unknown): Fault[] =>
  issues.flatMap((issue): Fault[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => faultAt([...issue.path, key], 'expected no such setting', written))
      : [faultAt(issue.path, expectation(issue), written)],
  );

const faultAt = (path: PropertyKey[], expected: string, written: unknown): Fault => ({
  path: pathText(path),
  message: `${expected} (got ${quote(valueAt(written, path))})`,
});

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return own(issue) ?? `expected ${KIND_NAMES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => String(value)).join(' or ')}`;
    case 'too_small':
      return (
        own(issue) ??
        `expected ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${UNIT_NAMES[issue.origin] ?? ''}`
      );
    case 'too_big':
      return (
        own(issue) ??
        `expected ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${UNIT_NAMES[issue.origin] ?? ''}`
      );
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

/** A message written in the schema; zod's own ones begin with a capital. */
const own = ({ message }: Issue): string | null => (message.startsWith('expected') ? message : null);

const KIND_NAMES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'settings by name',
  record: 'settings by name',
  array: 'a list',
};

const UNIT_NAMES: Record<string, string> = { array: ' entries', string: ' characters' };

const pathText = (path: PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text && '.'}${String(part)}`),
    '',
  ) || 'policy';

const valueAt = (written: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    written,
  );

function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
