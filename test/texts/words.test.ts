import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { wordsOf, localeOf } from '../../src/texts/words.ts';

const AT = '2026-07-01T21:30:00.000Z';

const wordsFor = async (locale: string, timeZone: string) => {
  const { policy } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
  const story = { submittedAt: AT, closedAt: null, helpers: [], solution: null, promises: [] };
  const ticket = {
    number: 7,
    subject: 'Slow',
    continues: null,
    locale,
    timeZone,
    serviceSite: null,
    names: new Map(),
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
  ['fr', 'en'],
])('customers who read %s get texts in %s', async (wanted, given) => {
  expect((await wordsFor(wanted, 'UTC')).locale).toBe(given);
});
