import { parse, stringify } from 'yaml';
import { parsePolicy } from '../../../src/domain/policy/parse-policy.ts';
import { PolicyFault, type Fault } from '../../../src/domain/policy/policy-fault.ts';
import { shippedText } from './shipped-policy.ts';

function fault(text: string): PolicyFault {
  try {
    parsePolicy(text, 'policies/mine.yaml');
  } catch (error) {
    if (error instanceof PolicyFault) return error;
    throw error;
  }
  throw new Error('a faulty policy was accepted');
}

/** The shipped policy with something else at a place; `undefined` takes it away. */
function shippedWith(path: string, value: unknown): string {
  const policy: unknown = parse(shippedText());
  const keys = path.split('/');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((at, key) => (at as Record<string, unknown>)[key], policy) as Record<string, unknown>;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return stringify(policy);
}

const faultsWith = (path: string, value: unknown): Fault[] => fault(shippedWith(path, value)).faults;

const DURATION = 'expected a duration such as 90s, 10m, 1h30m, 2h or 7d';
const WEEK = 'expected 24/7 or slots by weekday such as { mon-fri: 09:00-18:00 }';
const SLOTS = 'expected slots such as 09:00-18:00 or 09:00-12:00, 13:00-18:00, at the latest to 24:00';
const SITES = 'expected the id of a known site: nl-ams, de-fra, pl-waw, us-nyc, ca-tor';
const absence = { from: '2026-12-21', to: '2026-12-31', delegate: 'manager-2' };

/** Where something wrong is written, what, the path of the fault (when it is another), and the whole message. */
// prettier-ignore
const CASES: [at: string, written: unknown, path: string, message: string][] = [
  // shape
  ['company', undefined, 'company', 'expected settings by name (got nothing)'],
  ['company/name', '', 'company.name', 'expected some text (got "")'],
  ['company/supportAddress', 'support', 'company.supportAddress', 'expected an e-mail address (got "support")'],
  ['company/fax', '1', 'company.fax', 'expected no such setting (got "1")'],
  ['holidaysClose', 'yes', 'holidaysClose', 'expected true or false (got "yes")'],
  ['locales', ['en', 'fr'], 'locales[1]', 'expected en or it (got "fr")'],
  ['locales', [], 'locales', 'expected at least 1 entries (got [])'],
  ['locales', ['en', 'en'], 'locales', 'expected each locale once (got ["en","en"])'],
  ['locales', 'en', 'locales', 'expected a list (got "en")'],
  ['handOverReasons/server', { en: 'x' }, 'handOverReasons.server.it', 'expected text (got nothing)'],
  ['teams/billing/name', { it: 'x' }, 'teams.billing.name.en', 'expected text (got nothing)'],
  ['sites/nl-ams/city', { en: 'x' }, 'sites.nl-ams.city.it', 'expected text (got nothing)'],
  ['handOverReasons/server', { en: 'x', it: 'x', de: 'x' }, 'handOverReasons.server.de', 'expected no such setting (got "x")'],
  ['claims/roles', 7, 'claims.roles', 'expected text (got 7)'],
  // sites
  ['defaultSite', 'atlantis', 'defaultSite', `${SITES} (got "atlantis")`],
  ['defaultSite', 'constructor', 'defaultSite', `${SITES} (got "constructor")`],
  ['sites/nl-ams/zone', 'Europe/Atlantis', 'sites.nl-ams.zone', 'expected an IANA time zone such as Europe/Amsterdam (got "Europe/Atlantis")'],
  ['sites/nl-ams/zone', '+01:00', 'sites.nl-ams.zone', 'expected an IANA time zone such as Europe/Amsterdam (got "+01:00")'],
  ['sites/nl-ams/country', 'XX', 'sites.nl-ams.country', 'expected a country with known public holidays, such as NL (got "XX")'],
  ['sites/ca-tor/state', 'XX', 'sites.ca-tor.state', 'expected a state of CA with known public holidays (got "XX")'],
  ['sites/nl-ams/closingDays', ['2027-02-29'], 'sites.nl-ams.closingDays[0]', 'expected a date such as 2026-12-24 (got "2027-02-29")'],
  ['sites/Rome', {}, 'sites.Rome', 'expected an id of small letters, digits and hyphens (got {})'],
  ['sites/of-service', parse(shippedText()).sites['nl-ams'], 'sites.of-service', expect.stringContaining('is a rule, not a site')],
  // teams
  ['firstTeam', 'helpdesk', 'firstTeam', 'expected the id of a known team: support, billing, datacentre, sysadmins (got "helpdesk")'],
  ['teams/approvers', parse(shippedText()).teams.billing, 'teams.approvers', expect.stringContaining('expected another id')],
  ['teams/billing/level', 0, 'teams.billing.level', 'expected at least 1 (got 0)'],
  ['teams/billing/level', 1.5, 'teams.billing.level', 'expected a whole number (got 1.5)'],
  ['teams/billing/site', 'atlantis', 'teams.billing.site', `${SITES} (got "atlantis")`],
  ['teams/billing/site', undefined, 'teams.billing.site', 'expected either a site or a zone (got nothing)'],
  ['teams/billing/zone', 'Europe/Rome', 'teams.billing.site', 'expected either a site or a zone (got "de-fra")'],
  ['teams/support/holidays', true, 'teams.support.holidays', 'expected false: only a site has public holidays, a zone has none (got true)'],
  ['teams/billing/lead', 'nobody', 'teams.billing.lead', 'expected the id of a known person: manager-1, manager-2, manager-3 (got "nobody")'],
  ['approvals/approvers/site', 'of-service', 'approvals.approvers.site', `${SITES} (got "of-service")`],
  // hours
  ['teams/billing/hours', undefined, 'teams.billing.hours', `${WEEK} (got nothing)`],
  ['teams/billing/hours', '9-18', 'teams.billing.hours', `${WEEK} (got "9-18")`],
  ['teams/billing/hours', {}, 'teams.billing.hours', 'expected at least one weekday with slots (got {})'],
  ['teams/billing/hours/monday', '09:00-18:00', 'teams.billing.hours.monday', 'expected a weekday or a range of them, such as sat or mon-fri (got "09:00-18:00")'],
  ['teams/billing/hours/fri-mon', '09:00-18:00', 'teams.billing.hours.fri-mon', 'expected a weekday or a range of them, such as sat or mon-fri (got "09:00-18:00")'],
  ['teams/billing/hours/fri', '09:00-18:00', 'teams.billing.hours.fri', 'expected each weekday once, but fri is named again (got "09:00-18:00")'],
  ['teams/billing/hours/sat', '9:00-18:00', 'teams.billing.hours.sat', `${SLOTS} (got "9:00-18:00")`],
  ['teams/billing/hours/sat', '09:00-24:01', 'teams.billing.hours.sat', `${SLOTS} (got "09:00-24:01")`],
  ['teams/billing/hours/sat', '24:00-24:00', 'teams.billing.hours.sat', `${SLOTS} (got "24:00-24:00")`],
  ['teams/billing/hours/sat', '', 'teams.billing.hours.sat', `${SLOTS} (got "")`],
  ['teams/billing/hours/sat', 9, 'teams.billing.hours.sat', `${SLOTS} (got 9)`],
  ['teams/billing/hours/sat', '22:00-06:00', 'teams.billing.hours.sat', expect.stringContaining('write hours that pass midnight as two slots')],
  ['teams/billing/hours/sat', '09:00-09:00', 'teams.billing.hours.sat', expect.stringContaining('to close after it opens')],
  ['teams/billing/hours/sat', '09:00-12:00, 11:59-18:00', 'teams.billing.hours.sat', expect.stringContaining('do not overlap')],
  ['teams/billing/hours/sat', '13:00-18:00, 09:00-12:00', 'teams.billing.hours.sat', expect.stringContaining('in order')],
  // promises
  ['promises/first-reply/target', 10, 'promises.first-reply.target', `${DURATION} (got 10)`],
  ['promises/first-reply/target', '0m', 'promises.first-reply.target', `${DURATION} (got "0m")`],
  ['promises/first-reply/target', '-5m', 'promises.first-reply.target', `${DURATION} (got "-5m")`],
  ['promises/first-reply/target', '5 min', 'promises.first-reply.target', `${DURATION} (got "5 min")`],
  ['promises/first-reply/target', '', 'promises.first-reply.target', `${DURATION} (got "")`],
  ['promises/acknowledgement/target/fax', '1m', 'promises.acknowledgement.target.fax', 'expected no such setting (got "1m")'],
  ['promises/acknowledgement/target/chat', undefined, 'promises.acknowledgement.target.chat', `${DURATION} (got nothing)`],
  ['promises/status-update/target/complex', undefined, 'promises.status-update.target.complex', `${DURATION} (got nothing)`],
  ['promises/resolution/target/complex', { endOf: 'time' }, 'promises.resolution.target.complex', 'expected a duration such as 30m, { endOf: next-working-day } or as-estimated (got {"endOf":"time"})'],
  ['promises/decision', undefined, 'promises.decision', 'expected settings by name (got nothing)'],
  ['promises/decision/rungs', [50, 150], 'promises.decision.rungs', 'expected 100, the due instant itself, among the rungs (got [50,150])'],
  ['promises/decision/rungs', [100, 50], 'promises.decision.rungs[1]', 'expected ascending percents (got 50)'],
  ['promises/decision/rungs', [100, 100], 'promises.decision.rungs[1]', 'expected ascending percents (got 100)'],
  ['promises/decision/rungs', [50.5, 100], 'promises.decision.rungs[0]', 'expected a whole number (got 50.5)'],
  ['waitingForCustomer/remindAfter', ['48h', '24h'], 'waitingForCustomer.remindAfter[1]', 'expected a later reminder than the one before (got "24h")'],
  ['resolved/remindAfter', ['5d'], 'resolved.remindAfter[0]', 'expected a reminder before closeAfter (got "5d")'],
  // approvals
  ['approvals/limits', {}, 'approvals.limits', 'expected the limits of at least one currency (got {})'],
  ['approvals/limits/euro', parse(shippedText()).approvals.limits.EUR, 'approvals.limits.euro', expect.stringContaining('ISO 4217')],
  ['approvals/limits/EUR/perLevel', [100, 100], 'approvals.limits.EUR.perLevel[1]', 'expected more than the level below (got 100)'],
  ['approvals/limits/EUR/perLevel', [100, 1000, 10001], 'approvals.limits.EUR.perLevel[2]', 'expected at most the hardMaximum of 10000 (got 10001)'],
  ['approvals/limits/EUR/fourEyesAbove', 10.001, 'approvals.limits.EUR.fourEyesAbove', 'expected at most 2 decimal places (got 10.001)'],
  ['approvals/limits/EUR/fourEyesAbove', 0, 'approvals.limits.EUR.fourEyesAbove', 'expected more than 0 (got 0)'],
  ['approvals/expiresAfterWorkingDays', 0, 'approvals.expiresAfterWorkingDays', 'expected at least 1 (got 0)'],
  ['approvals/types/billing-credit/amount', 'some', 'approvals.types.billing-credit.amount', 'expected required or none (got "some")'],
  ['approvals/types/gift', { amount: 'none' }, 'approvals.types.gift', 'expected no such setting (got {"amount":"none"})'],
  // management
  ['management/people/manager-1/level', 4, 'management.people.manager-1.level', 'expected a level with a limit in every currency, at most 3 (got 4)'],
  ['management/people/manager-1/roles', ['boss'], 'management.people.manager-1.roles[0]', 'expected team-lead or duty-manager or head-of-support (got "boss")'],
  ['management/people/manager-3/roles', ['duty-manager'], 'management.people', expect.stringMatching(/^expected somebody with the role head-of-support \(got /)],
  ['management/people/billing', parse(shippedText()).management.people['manager-2'], 'management.people.billing', expect.stringContaining('not also the id of a team')],
  ['management/people/manager-1/duty/site', 'of-service', 'management.people.manager-1.duty.site', `${SITES} (got "of-service")`],
  ['management/people/manager-1/absences', [{ ...absence, to: '2026-12-20' }], 'management.people.manager-1.absences[0].to', 'expected a day not before from (got "2026-12-20")'],
  ['management/people/manager-1/absences', [{ ...absence, delegate: 'manager-9' }], 'management.people.manager-1.absences[0].delegate', 'expected the id of a known other person: manager-2, manager-3 (got "manager-9")'],
  ['management/people/manager-1/absences', [{ ...absence, delegate: 'manager-1' }], 'management.people.manager-1.absences[0].delegate', 'expected the id of a known other person: manager-2, manager-3 (got "manager-1")'],
  ['management/ladder/3/rung', 100, 'management.ladder[3].rung', 'expected ascending percents (got 100)'],
  ['management/ladder/2/tell', ['assignee'], 'management.ladder[2].tell', 'expected a manager: management knows of every missed promise (got ["assignee"])'],
  ['management/ladder/0/rung', 40, 'management.ladder', expect.stringContaining('expected an entry for rung 50, which a promise uses')],
  ['management/decisionLadder', [], 'management.decisionLadder', 'expected at least 1 entries (got [])'],
  ['management/decisionLadder/0/rung', 10, 'management.decisionLadder[0].rung', 'expected 0, the asking itself, as the first (got 10)'],
  ['management/decisionLadder/2/rung', 100, 'management.decisionLadder[2].rung', 'expected ascending percents (got 100)'],
  ['management/decisionLadder/1/tell', 0, 'management.decisionLadder[1].tell', 'expected at least 1 (got 0)'],
  ['management/decisionLadder/1/tell', 'everybody', 'management.decisionLadder[1].tell', 'expected how many are told, or all (got "everybody")'],
  ['management/digest', { on: 'mon', at: '8:00' }, 'management.digest.at', 'expected a time such as 08:00 (got "8:00")'],
  ['management/digest', { on: 'mon', at: '24:00' }, 'management.digest.at', 'expected a time such as 08:00 (got "24:00")'],
  ['management/digest', { on: 'monday', at: '08:00' }, 'management.digest.on', expect.stringContaining('expected mon or tue')],
  // VAT
  ['vat/rates/XX', 20, 'vat.rates.XX', 'expected a country by its ISO 3166 code, such as NL (got 20)'],
  ['vat/rates/EU', 20, 'vat.rates.EU', 'expected a country by its ISO 3166 code, such as NL (got 20)'],
  ['vat/rates/NL', 121, 'vat.rates.NL', 'expected at most 100 (got 121)'],
  ['vat/rates/NL', 8.105, 'vat.rates.NL', 'expected a multiple of 0.01 (got 8.105)'],
  ['vat/rates/NL', '21%', 'vat.rates.NL', 'expected a number (got "21%")'],
  ['vat/other', null, 'vat.other', 'expected a number (got null)'],
];

describe('every fault has its path, what was expected and what was there', () => {
  test.each(CASES)('%s: %j', (at, written, path, message) => {
    expect(faultsWith(at, written)).toContainEqual({ path, message });
  });
});

describe('what is not a fault', () => {
  test.each([
    ['teams/billing/hours', { mon: '00:00-06:00, 22:00-24:00', 'tue-wed': '09:00-12:00,12:00-18:00' }],
    ['teams/billing/closingDays', ['2028-02-29']],
    ['vat/rates/CH', 8.1],
    ['promises/resolution/target/complex', '1d'],
    ['approvals/limits/JPY', { minorUnits: 0, perLevel: [1, 2, 3], hardMaximum: 3, fourEyesAbove: 3 }],
    ['management/people/manager-1/absences', [absence]],
    ['management/people/manager-1/absences', [{ ...absence, to: absence.from }]],
  ])('%s: %j', (path, value) => expect(() => parsePolicy(shippedWith(path, value), 'mine')).not.toThrow());

  test('without a ladder for decisions there is one', () => {
    const { management } = parsePolicy(shippedWith('management/decisionLadder', undefined), 'mine');
    expect(management.decisionLadder).toEqual([
      { rung: 0, tell: 1 },
      { rung: 100, tell: 2 },
      { rung: 150, tell: 'all' },
    ]);
  });

  test('slots are minutes after midnight', () => {
    const text = shippedWith('teams/billing/hours', { mon: '00:00-06:30, 22:00-24:00', 'sat-sun': '09:00-10:00' });
    expect(parsePolicy(text, 'mine').teams['billing']?.hours).toEqual({
      mon: [
        { opens: 0, closes: 390 },
        { opens: 1320, closes: 1440 },
      ],
      tue: [],
      wed: [],
      thu: [],
      fri: [],
      sat: [{ opens: 540, closes: 600 }],
      sun: [{ opens: 540, closes: 600 }],
    });
  });
});

describe('the message', () => {
  test('names the source and each fault on a line of its own', () => {
    const text = shippedWith('locales', ['fr', 'de']);
    expect(fault(text).message).toBe(
      [
        'policies/mine.yaml is not a valid policy:',
        'locales[0]: expected en or it (got "fr")',
        'locales[1]: expected en or it (got "de")',
      ].join('\n'),
    );
    expect(fault(text)).toMatchObject({ code: 'policy-fault', source: 'policies/mine.yaml', name: 'PolicyFault' });
  });

  test('quotes at most some of what was there', () => {
    const [only] = faultsWith('promises/first-reply/target', 'x'.repeat(500));
    expect(only?.message.length).toBeLessThan(150);
  });

  test.each([
    ['a: 1\nb: [1,\nc: 2', /^line 3, column 1: expected YAML \(got: .+\)$/m],
    ['a: 1\n b: 2', /^line 1, column 4: expected YAML \(got: .+\)$/m],
    ['a: 1\na: 2', /^line 2, column 1: expected YAML \(got: Map keys must be unique\)$/m],
    ['a: 1\n---\nb: 2', /^line \d, column 1: expected YAML \(got: Source contains multiple documents.*\)$/m],
    ['a: !secret 1', /^line 1, column 4: expected YAML \(got: Unresolved tag: !secret\)$/m],
    ['a: *b', /^document: expected plain YAML \(got: .*Unresolved alias.*\)$/m],
    ['', /^policy: expected settings by name \(got null\)$/m],
    ['- 1', /^policy: expected settings by name \(got \[1\]\)$/m],
    ['just text', /^policy: expected settings by name \(got "just text"\)$/m],
  ])('of %j says where, without a stack', (text, line) => {
    expect(fault(text).message).toMatch(line);
    expect(fault(text).message).not.toMatch(/^\s+at |\.js:|\.ts:/m);
  });
});
