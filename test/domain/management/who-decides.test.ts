import type { Approval } from '../../../src/domain/approvals/approval.ts';
import { whoIsTold } from '../../../src/domain/management/who-is-told.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import { berlin } from '../support/when.ts';
import { away, directory, inWords, request, ticket } from './given-directory.ts';

const WORKDAY = '2026-06-08 10:00';
const NIGHT = '2026-06-08 22:00';
const DECISION = { kind: 'decision', subject: 'approval-1' } as const;

const LEAD = 'manager-1 as team-lead';
const DUTY = 'manager-2 as duty-manager';
const HEAD = 'manager-3 as head-of-support';

const EUR = (euros: number) => ({ amount: { minor: euros * 100, currency: 'EUR' } });

function asked(asking: Partial<Approval>, rung: number, policy: Policy = directory(), at = WORKDAY): string[] {
  const of = ticket({ assignee: asking.askedBy ?? 'ada', approvals: [request(asking)] });
  return inWords(whoIsTold(policy, of, DECISION, rung, berlin(at)));
}

describe('who decides', () => {
  test.each<[what: string, asking: Partial<Approval>, rungs: Record<number, string[]>]>([
    ['no money', {}, { 0: [LEAD], 50: [LEAD], 100: [LEAD, DUTY], 150: [LEAD, DUTY, HEAD] }],
    ['within the lead’s limit', EUR(100), { 0: [LEAD], 50: [LEAD], 100: [LEAD, DUTY], 150: [LEAD, DUTY, HEAD] }],
    ['a cent above it', EUR(100.01), { 0: [DUTY], 50: [DUTY], 100: [DUTY, HEAD], 150: [DUTY, HEAD] }],
    ['as much as one alone may', EUR(1_000), { 0: [DUTY], 100: [DUTY, HEAD], 150: [DUTY, HEAD] }],
    ['what takes two, one of whom covers it', EUR(1_000.01), { 0: [HEAD], 100: [HEAD, LEAD], 150: [HEAD, LEAD, DUTY] }],
  ])('%s', (_what, asking, rungs) => {
    const told = Object.keys(rungs).map((rung) => [rung, asked(asking, Number(rung))]);
    expect(Object.fromEntries(told)).toEqual(rungs);
  });

  test('never who asked', () => {
    expect(asked({ askedBy: 'manager-1' }, 150)).toEqual([DUTY, HEAD]);
    expect(asked({ ...EUR(500), askedBy: 'manager-2' }, 0)).toEqual([HEAD]);
    const known = directory({ 'manager-1': { alsoKnownAs: ['mona'] } });
    expect(asked({ askedBy: 'mona' }, 0, known)).toEqual([DUTY]);
  });

  test('never whose ticket it is', () => {
    expect(asked({}, 0, directory({ 'manager-1': { alsoKnownAs: ['carla'] } }))).toEqual([DUTY]);
  });

  test('who has given one of two words isn’t asked for the other', () => {
    const word = { id: 'd', by: 'manager-3', decision: 'approve', at: '', via: 'api' } as const;
    const decided = { ...word, standing: true, refusal: null, onBehalfOf: null, level: 3 };
    const asking: Partial<Approval> = { ...EUR(5_000), state: 'partly-approved', decisions: [decided] };
    expect(asked(asking, 50)).toEqual([LEAD]);
    // A word that did not count leaves the request where it was.
    const refused = { ...decided, standing: false, refusal: 'own-request', level: null };
    expect(asked({ ...asking, decisions: [refused] }, 50)).toEqual([HEAD]);
  });
});

describe('who is out', () => {
  test('off duty: the next who may', () => {
    expect(asked({}, 0, directory(), NIGHT)).toEqual([HEAD]);
    expect(asked(EUR(500), 0, directory(), NIGHT)).toEqual([HEAD]);
  });

  test('away: the delegate, with the level of whom they stand in for', () => {
    expect(asked({}, 0, directory({ 'manager-1': away('manager-3') }))).toEqual([HEAD]);
    const duty = directory({ 'manager-2': away('manager-1') });
    expect(asked(EUR(500), 0, duty)).toEqual([LEAD]);
    expect(asked(EUR(500), 0, directory({ 'manager-2': away('manager-4'), 'manager-4': { level: 1 } }))).toEqual([
      'manager-4 as duty-manager',
    ]);
  });

  test('a delegate has no level of whoever asked', () => {
    const policy = directory({ 'manager-2': away('manager-1') });
    expect(asked({ ...EUR(500), askedBy: 'manager-2' }, 0, policy)).toEqual([HEAD]);
  });

  test('a delegate has no level of whoever asked or whose ticket it is, by whichever of their ids', () => {
    const policy = directory({ 'manager-2': { ...away('manager-1'), alsoKnownAs: ['dana'] } });
    expect(asked(EUR(500), 0, policy)).toEqual([LEAD]);
    expect(asked({ ...EUR(500), askedBy: 'dana' }, 0, policy)).toEqual([HEAD]);
    const customer = directory({ 'manager-2': { ...away('manager-1'), alsoKnownAs: ['carla'] } });
    expect(asked(EUR(500), 0, customer)).toEqual([HEAD]);
  });

  test('nobody on duty may decide it: who may, off duty', () => {
    expect(asked({ ...EUR(500), askedBy: 'manager-3' }, 0, directory(), NIGHT)).toEqual([DUTY]);
  });
});

describe('never nobody', () => {
  test('who asked is the only one who may: whoever stands highest sees to it', () => {
    const policy = directory({ 'manager-2': { level: 1 } });
    expect(asked({ ...EUR(500), askedBy: 'manager-3' }, 0, policy)).toEqual([DUTY]);
    expect(asked({ ...EUR(500), askedBy: 'manager-3' }, 100, policy)).toEqual([DUTY, LEAD]);
    expect(asked({ ...EUR(500), askedBy: 'manager-3' }, 0, policy, NIGHT)).toEqual([DUTY]);
  });

  test('a currency that today’s policy doesn’t know', () => {
    expect(asked({ amount: { minor: 1, currency: 'JPY' } }, 0)).toEqual([HEAD]);
    expect(asked({ amount: { minor: 1, currency: 'constructor' } }, 0)).toEqual([HEAD]);
  });

  test('who asked is the only one there', () => {
    const policy = directory({ 'manager-1': away('manager-3'), 'manager-2': away('manager-3') });
    expect(asked({ askedBy: 'manager-3' }, 0, policy)).toEqual([HEAD]);
  });

  test('an approval that the ticket doesn’t know is told by the ladder of the others', () => {
    expect(inWords(whoIsTold(directory(), ticket(), DECISION, 0, berlin(WORKDAY)))).toEqual(['ada as assignee']);
  });
});
