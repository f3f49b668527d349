import XMLBuilder from 'fast-xml-builder';
import type { Milliseconds } from '../../domain/calendar/instant.ts';
import { duration } from '../../timeline/times.ts';
import { visible } from '../../timeline/visible.ts';
import type { BrokenStory, Failure, Played } from '../played.ts';

/** Attributes of an element. */
type Attributes = Record<`@${string}`, string | number>;
type Element = Attributes & { '#text'?: string };
type TestCase = Attributes & { 'system-out'?: string; failure?: Element; error?: Element };

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  format: true,
});

/** The run as one suite of tests, in the XML of JUnit that GitHub, GitLab and Jenkins read. */
export function junit(played: readonly Played[], broken: readonly BrokenStory[]): string {
  const totals: Attributes = {
    '@tests': played.length + broken.length,
    '@failures': played.filter(({ failures }) => failures.length > 0).length,
    '@errors': broken.length,
    '@time': seconds(played.reduce((sum, { tookMs }) => sum + tookMs, 0)),
  };
  const testcase = [...played.map(caseOf), ...broken.map(brokenCase)];
  const xml = builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { ...totals, testsuite: { '@name': 'stories', ...totals, testcase } },
  });
  return withoutForbidden(visible(xml));
}

function caseOf({ file, name, tookMs, failures, tolerance }: Played): TestCase {
  const testcase: TestCase = {
    '@name': name,
    '@classname': file,
    '@file': file,
    '@time': seconds(tookMs),
  };
  const told = { 'system-out': `instants ±${duration(tolerance)}` };
  const [first, ...others] = failures;
  if (first === undefined) return { ...testcase, ...told };
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  // One element for all of them: Jenkins reads no more than the first.
  const failure: Element = {
    '@message': oneLine(`${file}:${first.line} expected: ${first.expected}${more}`),
    '@type': 'expectation',
    '#text': failures.map((one) => sayFailure(file, one)).join('\n\n'),
  };
  return { ...testcase, failure, ...told };
}

const sayFailure = (file: string, { line, expected, instead }: Failure): string =>
  `${file}:${line}\nexpected: ${expected}\ninstead: ${instead}`;

function brokenCase({ file, message }: BrokenStory): TestCase {
  const error: Element = { '@message': oneLine(message), '@type': 'not-played', '#text': message };
  return { '@name': file, '@classname': file, '@file': file, '@time': seconds(0), error };
}

const seconds = (ms: Milliseconds): string => (ms / 1_000).toFixed(3);

/** Whoever reads an attribute gets its line breaks as spaces anyway. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** XML 1.0 has no way to write these, not even escaped: halves of characters, and what is none. */
const withoutForbidden = (xml: string): string =>
  xml.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
