import { whoIsTold } from '../../../src/domain/management/who-is-told.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import { berlin } from '../support/when.ts';
import { always, away, directory, inWords, ticket } from './given-directory.ts';

const FIRST_REPLY = { kind: 'first-reply', subject: null } as const;
/** A Monday that is a holiday nowhere. */
const WORKDAY = '2026-06-08 10:00';
const NIGHT = '2026-06-08 22:00';
const HEAD = 'manager-3 as head-of-support';

const told = (policy: Policy, rung: number, at: string, of = ticket()) =>
  inWords(whoIsTold(policy, of, FIRST_REPLY, rung, berlin(at)));

describe('the ladder, everybody there', () => {
  test.each([
    [50, ['ada as assignee']],
    [75, ['ada as assignee', 'manager-1 as team-lead']],
    [100, ['ada as assignee', 'manager-1 as team-lead', 'manager-2 as duty-manager']],
    [150, ['manager-2 as duty-manager', 'manager-3 as head-of-support']],
    // Of an older policy: the entry below it holds.
    [120, ['ada as assignee', 'manager-1 as team-lead', 'manager-2 as duty-manager']],
    [10, ['ada as assignee']],
  ])('at %s %%', (rung, people) => expect(told(directory(), rung, WORKDAY)).toEqual(people));
});

describe('nobody has the ticket', () => {
  const unassigned = ticket({ assignee: null });
  test.each([
    [50, WORKDAY, ['manager-1 as team-lead']],
    [75, WORKDAY, ['manager-1 as team-lead']],
    [100, WORKDAY, ['manager-1 as team-lead', 'manager-2 as duty-manager']],
    [50, NIGHT, [HEAD]],
  ])('at %s %%, %s', (rung, at, people) => expect(told(directory(), rung, at, unassigned)).toEqual(people));
});

describe('duty hours', () => {
  const FOR_LEAD = 'manager-2 as duty-manager for manager-1';
  const FOR_BOTH = `${HEAD} for manager-1`;
  test.each([
    ['before they begin', '2026-06-08 07:59:59.999', FOR_BOTH],
    ['as they begin', '2026-06-08 08:00', 'manager-1 as team-lead'],
    ['before they end', '2026-06-08 19:59:59.999', 'manager-1 as team-lead'],
    ['as they end', '2026-06-08 20:00', FOR_BOTH],
    ['on a Sunday, which only the duty manager works', '2026-06-07 10:00', FOR_LEAD],
    ['on Whit Monday, which the duty manager works', '2026-05-25 10:00', FOR_LEAD],
    ['on the day the clock went forward, at 08:00', '2026-03-29T06:00:00.000Z', FOR_LEAD],
    ['on the day the clock went forward, a millisecond before', '2026-03-29T05:59:59.999Z', FOR_BOTH],
    ['on the day before, at the same hour of UTC', '2026-03-28T06:00:00.000Z', FOR_BOTH],
    ['on the day the clock went back, at 08:00', '2026-10-25T07:00:00.000Z', FOR_LEAD],
    ['on the day the clock went back, a millisecond before', '2026-10-25T06:59:59.999Z', FOR_BOTH],
    ['on the day before, at that hour of UTC', '2026-10-24T06:59:59.999Z', FOR_LEAD],
  ])('%s', (_what, at, person) => expect(told(directory(), 75, at)).toEqual(['ada as assignee', person]));

  test('at night a miss reaches the only one on duty, once, and as who they are', () => {
    expect(told(directory(), 100, NIGHT)).toEqual(['ada as assignee', `${HEAD} for manager-1`]);
    expect(told(directory(), 150, NIGHT)).toEqual([HEAD]);
  });
});

describe('absence', () => {
  const LEAD_AWAY = { absences: [{ from: '2026-06-08', to: '2026-06-09', delegate: 'manager-3' }] };
  const FOR_LEAD = 'manager-3 as team-lead for manager-1';
  test.each([
    ['the last instant before', '2026-06-05 19:59:59', 'manager-1 as team-lead'],
    ['the first day', '2026-06-08 10:00', FOR_LEAD],
    ['the last day', '2026-06-09 19:59:59', FOR_LEAD],
    ['the day after', '2026-06-10 10:00', 'manager-1 as team-lead'],
  ])('%s', (_what, at, person) => {
    expect(told(directory({ 'manager-1': LEAD_AWAY }), 75, at)).toEqual(['ada as assignee', person]);
  });

  test.each<[what: string, policy: Policy, at: string, person: string]>([
    [
      'a chain of delegates',
      directory({ 'manager-1': away('manager-2'), 'manager-2': away('manager-3') }),
      WORKDAY,
      FOR_LEAD,
    ],
    [
      'a circle of delegates',
      directory({ 'manager-1': away('manager-2'), 'manager-2': away('manager-1') }),
      WORKDAY,
      'manager-3 as head-of-support for manager-1',
    ],
    [
      'a delegate who is off duty',
      directory({ 'manager-1': away('manager-2') }),
      NIGHT,
      'manager-3 as head-of-support for manager-1',
    ],
    [
      'a delegate who also has a place of their own on the ladder',
      directory({ 'manager-1': away('manager-2') }),
      WORKDAY,
      'manager-2 as team-lead for manager-1',
    ],
  ])('%s', (_what, policy, at, person) => expect(told(policy, 75, at)).toEqual(['ada as assignee', person]));

  test('who is told for themselves is not told as a stand-in as well', () => {
    const people = ['ada as assignee', 'manager-2 as duty-manager'];
    expect(told(directory({ 'manager-1': away('manager-2') }), 100, WORKDAY)).toEqual(people);
  });

  test('an assignee of the directory who is away', () => {
    const policy = directory({ 'manager-1': away('manager-3') });
    const mine = ticket({ assignee: 'manager-1' });
    expect(told(policy, 50, WORKDAY, mine)).toEqual(['manager-3 as assignee for manager-1']);
    expect(told(directory(), 50, NIGHT, mine)).toEqual(['manager-3 as head-of-support for manager-1']);
  });
});

describe('never nobody', () => {
  const noneAtNight = { duty: directory().management.people['manager-2']!.duty };

  test('nobody on duty: the head of support all the same', () => {
    const policy = directory({ 'manager-3': noneAtNight });
    expect(told(policy, 75, NIGHT)).toEqual(['ada as assignee', `${HEAD} for manager-1`]);
    expect(told(policy, 150, NIGHT)).toEqual([HEAD]);
  });

  test('nobody on duty and the head away: their deputy', () => {
    const policy = directory({ 'manager-3': away('manager-2') });
    expect(told(policy, 150, NIGHT)).toEqual(['manager-2 as head-of-support for manager-3']);
  });

  test('the head away, and their deputy too: whoever stands highest, rather one on duty', () => {
    const policy = directory({
      'manager-2': away('manager-3'),
      'manager-3': away('manager-2'),
      'manager-4': { roles: ['duty-manager'] },
      'manager-5': { roles: ['team-lead'], ...always },
    });
    expect(told(policy, 150, NIGHT)).toEqual(['manager-5 as team-lead for manager-2']);
    expect(told(policy, 150, WORKDAY)).toEqual(['manager-4 as duty-manager']);
  });

  test('everybody away: the head of support', () => {
    const policy = directory({
      'manager-1': away('manager-2'),
      'manager-2': away('manager-3'),
      'manager-3': away('manager-1'),
    });
    expect(told(policy, 150, WORKDAY)).toEqual([HEAD]);
  });
});

describe('whose team', () => {
  test('a team without a lead, or that today’s policy no longer knows: whoever leads', () => {
    const policy = directory({ 'manager-4': { roles: ['team-lead'] } });
    const { lead: _lead, ...support } = policy.teams['support']!;
    const people = ['ada as assignee', 'manager-1 as team-lead', 'manager-4 as team-lead'];
    expect(told({ ...policy, teams: { ...policy.teams, support } }, 75, WORKDAY)).toEqual(people);
    expect(told(policy, 75, WORKDAY, ticket({ team: 'gone' }))).toEqual(people);
    expect(told(policy, 75, WORKDAY, ticket({ team: 'constructor' }))).toEqual(people);
  });

  test('a question to another team is told to that team’s lead', () => {
    const policy = directory({ 'manager-4': { roles: ['team-lead'] } });
    const sysadmins = { ...policy.teams['sysadmins']!, lead: 'manager-4' };
    const asked = { id: 'question-1', team: 'sysadmins', askedAt: '', askedBy: 'ada', questionId: 'q' };
    const consultations = [{ ...asked, answeredAt: null, answeredBy: null, answerId: null }];
    const told = whoIsTold(
      { ...policy, teams: { ...policy.teams, sysadmins } },
      ticket({ consultations }),
      { kind: 'pick-up', subject: 'question-1' },
      75,
      berlin(WORKDAY),
    );
    expect(inWords(told)).toEqual(['ada as assignee', 'manager-4 as team-lead']);
  });
});
