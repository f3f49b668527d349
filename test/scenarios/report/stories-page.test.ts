import { storiesPage } from '../../../src/scenarios/report/html/stories-page.ts';
import { policy } from '../../domain/support/shipped-policy.ts';
import { answeredLate, overTheWeekend, silentForAWeek } from './lives.ts';
import { playedOf, recordOf } from './played.ts';

const EVIL = `<img src=x onerror="alert('evil')">`;

const failing = playedOf(overTheWeekend(), {
  name: 'The hand-over',
  cites: ['E2', 'P6b'],
  failures: [{ line: 12, expected: 'phase is resolve', instead: 'phase is forward' }],
});

test('the summary tells of every story, those that could not be played among them', () => {
  const page = storiesPage([playedOf(silentForAWeek()), failing], policy, [
    { file: 'c.yaml', message: 'c.yaml:3: no' },
  ]);
  expect(page).toContain('✗ 3 stories: 1 passed, 2 failed');
  expect(page).toContain('simulated 10 d 11 h 25 min in 2.5 s');
  expect(page).toContain('<a href="#story-2">The hand-over</a>');
  expect(page).toContain('E2, P6b');
  expect(page).toContain('c.yaml:3: no');
});

test('all passed is said so', () => {
  expect(storiesPage([playedOf(answeredLate())], policy)).toContain('✓ 1 story: 1 passed, 0 failed');
});

test('each story says its tolerance, what failed, what the customer saw, and what happened when', () => {
  const page = storiesPage([failing], policy);
  expect(page).toContain('Instants are held to ±2 s: the time-skipping server leaks real milliseconds.');
  expect(page).toContain('<td class="number">12</td><td>phase is resolve</td><td>phase is forward</td>');
  expect(page).toMatch(/What the customer saw \(\d+\)/);
  expect(page).toContain('<span class="lead">   +4:00  </span><span class="text">Ada of support took the ticket');
  expect(page).toContain('The hand-over');
});

test('several tickets of a story are drawn each, with what the story calls them', () => {
  const tickets = ['one', 'two'].map((name) => ({ name, record: recordOf(answeredLate()) }));
  const page = storiesPage([playedOf(answeredLate(), { tickets })], policy);
  expect(page.match(/<svg role="img"/g)).toHaveLength(2);
  expect(page).toContain('(two)');
});

test('a story in which nobody submitted a ticket is told, too', () => {
  expect(storiesPage([playedOf(answeredLate(), { tickets: [] })], policy)).toContain('Nobody submitted a ticket.');
});

test('whatever is written anywhere is text', () => {
  const life = overTheWeekend();
  const { ticket, ...record } = recordOf(life, { first: EVIL });
  const page = storiesPage(
    [
      playedOf(life, {
        name: EVIL,
        file: EVIL,
        failures: [{ line: 1, expected: EVIL, instead: EVIL }],
        tickets: [{ name: EVIL, record: { ...record, ticket: { ...ticket, subject: EVIL } } }],
        names: { 'agent-1': EVIL },
      }),
    ],
    policy,
    [{ file: EVIL, message: EVIL }],
  );
  expect(page).toContain('&lt;img src=x');
  expect(page).not.toContain('<img');
});

test('control characters are seen, wherever they stand', () => {
  const raw = 'a\u0000b\u001b[31m';
  const page = storiesPage([playedOf(answeredLate(), { name: raw })], policy, [{ file: raw, message: raw }]);
  expect(page).toContain('a␀b␛[31m');
  expect(page).not.toMatch(/[^\P{Cc}\t\n]/u);
});

test('the page loads nothing and runs nothing', () => {
  const page = storiesPage([failing], policy);
  expect(page).not.toMatch(/<script|<link|<img|<iframe|src=|@import|url\((?!#)|https?:/);
});
