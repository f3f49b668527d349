import { LOCALES } from '../../src/domain/policy/words.ts';
import { CATALOGUES } from '../../src/texts/catalogue/catalogue.ts';
import { faultsOf } from '../../src/texts/catalogue/faults.ts';
import { sayIn } from '../../src/texts/say.ts';

const { en, it } = CATALOGUES;

test.each(LOCALES)('nothing is wrong with the texts in %s', (locale) => {
  expect(faultsOf(CATALOGUES[locale], en)).toEqual([]);
});

describe('a language is not whole', () => {
  const KEY = 'closed.kept';
  const { [KEY]: _left, ...without } = it;

  test.each<[what: string, words: Record<string, string>, fault: string]>([
    ['a text is missing', without, `${KEY}: is missing`],
    ['there is one more', { ...it, 'closed.lost': 'perso' }, 'closed.lost: English has no such text'],
    ['one is empty', { ...it, [KEY]: ' ' }, `${KEY}: says nothing`],
    [
      'an argument is missing',
      { ...it, [KEY]: 'rispettati' },
      `${KEY}: expected the arguments count (number), got none`,
    ],
    [
      'an argument has another name',
      { ...it, [KEY]: '{n, plural, other {# rispettati}}' },
      `${KEY}: expected the arguments count (number), got n (number)`,
    ],
    [
      'an argument is of another kind',
      { ...it, [KEY]: '{count} rispettati' },
      `${KEY}: expected the arguments count (number), got count (text)`,
    ],
    [
      'an argument within a plural is not the same',
      { ...it, 'closed.helpers': '{count, plural, one {Vi ha aiutato {helper}} other {Vi hanno aiutato {helpers}}}' },
      'closed.helpers: expected the arguments count (number), helpers (text), got count (number), helper (text), helpers (text)',
    ],
  ])('%s', (_what, words, fault) => {
    expect(faultsOf(words, en)).toEqual([fault]);
  });

  test.each(['{count', '{count, plural, one {# rispettato}}', '{count, plurale, other {#}}', '{at, date, ::b}'])(
    'what is no ICU message: %s',
    (text) => {
      expect(faultsOf({ ...it, [KEY]: text }, en)).toEqual([
        expect.stringMatching(/^closed\.kept: is no ICU message: ./),
      ]);
    },
  );
});

test('another form of the same number is no fault: languages have their own plurals', () => {
  expect(faultsOf({ ...it, 'closed.kept': '{count, number} rispettati' }, en)).toEqual([]);
});

describe('plurals', () => {
  const COUNTS = [0, 1, 2, 1_234];

  test('in English', () => {
    const say = sayIn('en');
    expect(COUNTS.map((count) => say('closed.missed', { count }))).toEqual([
      '0 missed',
      '1 missed',
      '2 missed',
      '1,234 missed',
    ]);
    expect(COUNTS.map((most) => say('page.fault.not-understood', { most }).split('at most ')[1])).toEqual([
      '0 characters. Nothing was sent.',
      '1 character. Nothing was sent.',
      '2 characters. Nothing was sent.',
      '1,234 characters. Nothing was sent.',
    ]);
  });

  test('in Italian', () => {
    const say = sayIn('it');
    expect(COUNTS.map((count) => say('closed.missed', { count }))).toEqual([
      '0 mancati',
      '1 mancato',
      '2 mancati',
      '1234 mancati',
    ]);
    expect([1, 2].map((count) => say('closed.helpers', { count, helpers: 'Ada' }))).toEqual([
      'Vi ha aiutato: Ada',
      'Vi hanno aiutato: Ada',
    ]);
    expect([1, 2].map((count) => say('digest.more', { count }))).toEqual(['e un altro elemento', 'e altri 2 elementi']);
  });
});

test('a value is text, whatever stands in it', () => {
  const subject = `{number} '{x}' # <b> {n, plural, other {#}}`;
  expect(sayIn('en')('title', { number: 1_234, subject })).toBe(`#1234 “${subject}”`);
});

test('instants are told by the clock of whoever reads', () => {
  const at = new Date('2026-11-23T23:30:00.000Z');
  expect(sayIn('en', { timeZone: 'Asia/Tokyo' })('opening', { at })).toBe('Tuesday 08:30');
  expect(sayIn('it', { timeZone: 'America/New_York' })('opening', { at })).toBe('lunedì 18:30');
});

test('a text without its arguments does not compile', () => {
  const say = sayIn('en');
  // @ts-expect-error: an argument is missing
  expect(() => say('title', { number: 7 })).toThrow('subject');
  // @ts-expect-error: all arguments are missing
  expect(() => say('title')).toThrow('number');
  // @ts-expect-error: a plural needs a number
  expect(say('closed.kept', { count: 'two' })).not.toBe('2 kept');
  // @ts-expect-error: there is no such text
  expect(() => say('closed.lost')).toThrow();
  // @ts-expect-error: within a plural arguments count as well
  expect(() => say('closed.helpers', { count: 2 })).toThrow('helpers');
});
