import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { wordsOf, localeOf } from '../../src/texts/words.ts';

const AT = '2026-07-01T21:30:00.000Z';

const wordsFor = async (locale: string, timeZone: string, serviceSite: string | null = null) => {
  const { policy } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
  const story = { submittedAt: AT, closedAt: null, helpers: [], solution: null, promises: [] };
  const ticket = {
    number: 7,
    subject: 'Slow',
    continues: null,
    locale,
    timeZone,
    serviceSite,
    names: new Map(),
    comment: null,
    story,
  };
  return { words: wordsOf(policy, ticket), locale: localeOf(policy, locale) };
};

// By their parts: punctuation is ICU's, and changes with Node.
test.each([
  ['en', 'Europe/Rome', ['Wednesday', 'July 1', '2026', '23:30', '(Central European Time)']],
  ['en-GB', 'America/New_York', ['Wednesday', '1 July', '2026', '17:30', '(Eastern Time)']],
  ['it', 'Europe/Rome', ['mercoledì', '1 luglio', '2026', '23:30', '(Ora dell’Europa centrale)']],
  ['it-CH', 'Asia/Tokyo', ['giovedì', '2 luglio', '2026', '06:30', 'Giappone']],
  // No texts in German: the policy's first language, and its way of writing instants.
  ['de', 'Europe/Berlin', ['Wednesday', 'July 1', '2026', '23:30', '(Central European Time)']],
])('an instant for %s in %s', async (locale, timeZone, parts) => {
  const { words } = await wordsFor(locale, timeZone);
  for (const part of parts) expect(words.instant(AT)).toContain(part);
});

test('a zone that this process does not know is said in UTC rather than failing the record', async () => {
  const { words } = await wordsFor('en', 'Mars/Olympus_Mons');
  expect(words.instant(AT)).toContain('21:30');
});

test.each([
  ['en-US', 'en'],
  ['it-CH', 'it'],
  ['IT', 'it'],
  ['It-IT', 'it'],
  ['en-u-ca-buddhist-nu-arab', 'en'],
  ['fr', 'en'],
])('customers who read %s get texts in %s', async (wanted, given) => {
  expect((await wordsFor(wanted, 'UTC')).locale).toBe(given);
});

// 2026-06-15 is a Monday, in summer.
test.each([
  ['en', 'sysadmins', null, { when: 'Monday 08:00', city: 'Amsterdam' }],
  ['it', 'sysadmins', null, { when: 'lunedì 08:00', city: 'Amsterdam' }],
  ['it', 'billing', null, { when: 'lunedì 08:00', city: 'Francoforte' }],
  ['en', 'datacentre', 'us-nyc', { when: 'Monday 02:00', city: 'New York' }],
  ['en', 'datacentre', null, { when: 'Monday 08:00', city: 'Amsterdam' }],
  ['en', 'support', null, { when: 'Monday 08:00', city: null, zone: 'Central European Time' }],
])('when a team opens, for %s, %s at %s: by the clock of its place', async (locale, team, site, expected) => {
  const { words } = await wordsFor(locale, 'Asia/Tokyo', site);
  expect(words.opening(team, '2026-06-15T06:00:00.000Z')).toMatchObject(expected);
});

test('a team that the policy does not know has no opening', async () => {
  expect((await wordsFor('en', 'UTC')).words.opening('constructor', AT)).toBeNull();
});
