import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import type { Postscript } from '../../src/domain/ticket/templates.ts';
import { textOf } from '../../src/texts/ticket-texts.ts';
import { wordsOf } from '../../src/texts/words.ts';

const MONDAY_8 = '2026-06-15T06:00:00.000Z';
const MONDAY_10 = '2026-06-15T08:00:00.000Z';

const NOTHING = { closedUntil: null, resolutionBy: null, estimateBy: null, answerAwaited: false };

async function said(locale: string, timeZone: string, values: Postscript['values']): Promise<string> {
  const { policy } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
  const story = { submittedAt: MONDAY_8, closedAt: null, helpers: [], solution: null, promises: [] };
  const ticket = {
    number: 7,
    subject: 'Slow',
    continues: null,
    locale,
    timeZone,
    serviceSite: null,
    names: new Map(),
    comment: null,
    story,
  };
  const told = { team: 'sysadmins', reason: 'server', ...NOTHING, ...values };
  return textOf('handed-over', told, wordsOf(policy, ticket));
}

test("a closed team is said to be closed, with its opening by its clock and by the customer's", async () => {
  const text = await said('en', 'America/New_York', { closedUntil: MONDAY_8, resolutionBy: MONDAY_10 });
  expect(text).toContain('is now with our system administrators: the specialists have the tools');
  expect(text).toContain('from Monday 08:00, Amsterdam time.');
  expect(text).toMatch(/By your clock that is Monday, June 15, 2026.+02:00 \(Eastern Time\)/);
  expect(text).toMatch(/You can expect a solution by Monday, June 15, 2026.+04:00/);
});

test('in Italian as well', async () => {
  const text = await said('it', 'Europe/Rome', { closedUntil: MONDAY_8, resolutionBy: MONDAY_10 });
  expect(text).toContain('è ora affidata a: i nostri amministratori di sistema');
  expect(text).toContain('da lunedì 08:00, ora di Amsterdam.');
  expect(text).toMatch(/una soluzione entro lunedì 15 giugno 2026.+10:00/);
});

test.each<[what: string, values: Postscript['values'], en: string, it: string]>([
  ['an open team is at work', {}, 'They are at work now', 'Il team è al lavoro adesso'],
  ['an estimate is owed first', { estimateBy: MONDAY_10 }, 'You will have an estimate', 'Avrete una stima'],
  [
    'the customer owes an answer',
    { answerAwaited: true, resolutionBy: null },
    'We still need your answer',
    'Ci serve ancora la vostra risposta',
  ],
  ['nothing is promised yet', {}, 'They will tell you when', 'Il team vi dirà quando'],
])('%s', async (_what, values, en, it) => {
  expect(await said('en', 'UTC', values)).toContain(en);
  expect(await said('it', 'UTC', values)).toContain(it);
});

test('back in first line nobody is told that specialists are needed', async () => {
  const back = { team: 'support', reason: 'complex' };
  expect(await said('en', 'UTC', back)).toContain('is back with our support engineers.');
  expect(await said('it', 'UTC', back)).toContain('è di nuovo affidata a: i nostri ingegneri di supporto.');
  expect(await said('en', 'UTC', back)).not.toContain('beyond standard support');
});
