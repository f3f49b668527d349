import { XMLParser } from 'fast-xml-parser';
import { junit } from '../../../src/scenarios/report/junit.ts';
import { answeredLate, overTheWeekend } from './lives.ts';
import { playedOf } from './played.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'testcase',
});

describe('What is told to other people’s CI', () => {
  const read = (...given: Parameters<typeof junit>) =>
    (parser.parse(junit(...given)) as { testsuites: Record<string, unknown> & { testsuite: { testcase: object[] } } })
      .testsuites;

  test('each story is a test: passed, failed with all that failed, or not played at all', () => {
    const failures = [
      { line: 7, expected: 'customer was told /<b>&"quoted"/', instead: 'it wasn’t\u0000\u001b[31m' },
      { line: 9, expected: 'nothing missed', instead: 'first-reply 1 is missed' },
    ];
    const told = read(
      [playedOf(overTheWeekend()), playedOf(answeredLate(), { name: 'Late & <odd>', failures })],
      [{ file: 'broken.yaml', message: 'broken.yaml:3  steps[0].replay: unknown here; expected …\nbroken.yaml:4  …' }],
    );
    expect(told).toMatchObject({ tests: '3', failures: '1', errors: '1', time: '2.468' });
    const [passed, failed, broken] = told.testsuite.testcase;
    expect(passed).toEqual({
      name: 'A story',
      classname: 'scenarios/a-story.yaml',
      file: 'scenarios/a-story.yaml',
      'system-out': 'instants ±0:02',
      time: '1.234',
    });
    expect(failed).toMatchObject({
      name: 'Late & <odd>',
      failure: {
        message: 'scenarios/a-story.yaml:7 expected: customer was told /<b>&"quoted"/ (and 1 more)',
        '#text':
          'scenarios/a-story.yaml:7\nexpected: customer was told /<b>&"quoted"/\ninstead: it wasn’t␀␛[31m\n\n' +
          'scenarios/a-story.yaml:9\nexpected: nothing missed\ninstead: first-reply 1 is missed',
      },
    });
    expect(broken).toMatchObject({
      name: 'broken.yaml',
      error: { '#text': expect.stringContaining('steps[0].replay: unknown here') },
    });
  });

  test('whatever a story is called, its name comes back as it was', () => {
    const name = '<b>"it’s" &amp; ]]> --> 100 % 😀 è</b>';
    expect(read([playedOf(overTheWeekend(), { name })], []).testsuite.testcase[0]).toMatchObject({ name });
  });

  test.each([
    ['half a character', '\ud83d'],
    ['the other half', '\ude00'],
    ['no character', '\uffff'],
  ])('%s, which XML forbids, is left out', (_what, forbidden) => {
    const played = [playedOf(overTheWeekend(), { name: `be${forbidden}fore` })];
    expect(read(played, []).testsuite.testcase[0]).toMatchObject({ name: 'before' });
  });

  test('control characters, which XML forbids, are seen', () => {
    const played = playedOf(overTheWeekend(), { name: 'a\u0000b\u001b[31mc\u0085' });
    const xml = junit([played], []);
    expect(xml).not.toMatch(/[^\P{Cc}\t\n]/u);
    expect(read([played], []).testsuite.testcase[0]).toMatchObject({ name: 'a␀b␛[31mc\ufffd' });
  });

  test('nothing played is a suite without tests', () => {
    expect(read([], [])).toMatchObject({ tests: '0', failures: '0', errors: '0' });
  });
});
