import type { Approval, Decided } from '../../../src/domain/approvals/approval.ts';
import { weighDecision, type Weighed } from '../../../src/domain/approvals/weigh-decision.ts';
import type { Manager } from '../../../src/domain/management/manager.ts';
import { terms } from '../support/shipped-policy.ts';

const AT = '2026-06-08T10:00:00.000Z';

const manager = (id: string, level: number, more: Partial<Manager> = {}): Manager => ({
  id,
  level,
  standsInFor: [],
  alsoKnownAs: [],
  ...more,
});
const FIRST = manager('manager-1', 1);
const SECOND = manager('manager-2', 2);
const THIRD = manager('manager-3', 3);

const decided = (by: string, level: number, decision: 'approve' | 'refuse' = 'approve', standing = true): Decided => ({
  id: `by-${by}`,
  by,
  decision,
  at: AT,
  via: 'api',
  standing,
  refusal: standing ? null : 'over-limit',
  onBehalfOf: null,
  level,
});

const approval = (minor: number | null, more: Partial<Approval> = {}): Approval => ({
  id: 'approval-1',
  type: minor === null ? 'special-request' : 'billing-credit',
  state: 'pending',
  amount: minor === null ? null : { minor, currency: 'EUR' },
  vat: null,
  askedBy: 'agent-1',
  askedAt: AT,
  dueAt: AT,
  expiresAt: AT,
  decisions: [],
  endedAt: null,
  carriedOut: null,
  ...more,
});

function weigh(by: Manager | string, asked: Approval, decision: 'approve' | 'refuse' = 'approve'): Weighed {
  const known = typeof by === 'string' ? null : by;
  return weighDecision(
    { approvalId: asked.id, decision, by: typeof by === 'string' ? by : by.id },
    { approval: asked, customer: 'customer-1', manager: known, limits: terms.approvals.limits },
  );
}

const verdict = (weighed: Weighed): string =>
  weighed.type === 'stands' ? weighed.state : weighed.type === 'refused' ? weighed.code : weighed.type;

describe('how far each level goes, to the cent', () => {
  test.each([
    [FIRST, 100_00, 'approved'],
    [FIRST, 100_01, 'over-limit'],
    [SECOND, 100_01, 'approved'],
    [SECOND, 1_000_00, 'approved'],
    [THIRD, 1_000_00, 'approved'],
    [FIRST, 1_000_00, 'over-limit'],
    // Above 1,000 EUR it takes two.
    [FIRST, 1_000_01, 'partly-approved'],
    [THIRD, 1_000_01, 'partly-approved'],
    [THIRD, 10_000_00, 'partly-approved'],
  ])('%o decides on %i cents', (who, minor, outcome) => {
    expect(verdict(weigh(who, approval(minor)))).toBe(outcome);
  });

  test('where no money is asked for, any manager decides', () => {
    expect(verdict(weigh(FIRST, approval(null)))).toBe('approved');
  });

  test('no', () => {
    // Whoever may not grant it may refuse it.
    expect(verdict(weigh(FIRST, approval(10_000_00), 'refuse'))).toBe('refused');
  });
});

describe('four eyes', () => {
  const partly = (...decisions: Decided[]) => approval(5_000_00, { state: 'partly-approved', decisions });

  test('of two different managers one must be able to grant it, whichever comes first', () => {
    expect(verdict(weigh(THIRD, partly(decided('manager-1', 1))))).toBe('approved');
    expect(verdict(weigh(FIRST, partly(decided('manager-3', 3))))).toBe('approved');
    expect(verdict(weigh(SECOND, partly(decided('manager-1', 1))))).toBe('over-limit');
  });

  test('the same manager is not two', () => {
    expect(verdict(weigh(THIRD, partly(decided('manager-3', 3))))).toBe('repeated');
    expect(verdict(weigh(THIRD, partly(decided('manager-3', 3)), 'refuse'))).toBe('already-decided');
  });

  test('nor is the same person under another id', () => {
    const again = manager('manager-9', 3, { alsoKnownAs: ['manager-1'] });
    expect(verdict(weigh(again, partly(decided('manager-1', 1))))).toBe('repeated');
    expect(verdict(weigh(again, partly(decided('manager-1', 1)), 'refuse'))).toBe('already-decided');
  });

  test('what did not stand does not count', () => {
    const refusedBefore = partly(decided('manager-1', 1), decided('manager-3', 3, 'approve', false));
    expect(verdict(weigh(SECOND, refusedBefore))).toBe('over-limit');
    expect(verdict(weigh(THIRD, refusedBefore))).toBe('approved');
  });

  test('the second may refuse', () => {
    expect(verdict(weigh(FIRST, partly(decided('manager-3', 3)), 'refuse'))).toBe('refused');
  });
});

describe('who may not', () => {
  test('whom the directory does not know', () => expect(verdict(weigh('mallory', approval(1)))).toBe('not-a-manager'));

  test('whoever asked for it, by whichever id', () => {
    expect(verdict(weigh(THIRD, approval(1, { askedBy: 'manager-3' })))).toBe('own-request');
    const known = manager('manager-3', 3, { alsoKnownAs: ['agent-1'] });
    expect(verdict(weigh(known, approval(1)))).toBe('own-request');
    expect(verdict(weigh(known, approval(1), 'refuse'))).toBe('own-request');
  });

  test('whose ticket it is, by whichever id', () => {
    const customer = manager('manager-2', 2, { alsoKnownAs: ['customer-1'] });
    expect(verdict(weigh(customer, approval(1)))).toBe('own-ticket');
    expect(verdict(weigh(customer, approval(null)))).toBe('own-ticket');
  });
});

describe('a delegate', () => {
  const standsInFor = [THIRD];
  const delegate = manager('manager-1', 1, { standsInFor });

  test('goes as far as the absent manager, and it is said for whom', () => {
    expect(weigh(delegate, approval(500_00))).toEqual({
      type: 'stands',
      state: 'approved',
      level: 3,
      onBehalfOf: 'manager-3',
    });
  });

  test('goes by their own level where that is enough', () => {
    expect(weigh(delegate, approval(50_00))).toMatchObject({ level: 1, onBehalfOf: null });
  });

  test('may not what the absent manager may not', () => {
    expect(verdict(weigh(delegate, approval(500_00, { askedBy: 'manager-3' })))).toBe('over-limit');
    const customers = manager('manager-1', 1, { standsInFor: [{ ...THIRD, alsoKnownAs: ['customer-1'] }] });
    expect(verdict(weigh(customers, approval(500_00)))).toBe('over-limit');
    expect(verdict(weigh(delegate, approval(50_00, { askedBy: 'manager-1' })))).toBe('own-request');
  });

  test('is still one of two', () => {
    const first = weigh(delegate, approval(5_000_00));
    expect(first).toEqual({ type: 'stands', state: 'partly-approved', level: 3, onBehalfOf: 'manager-3' });
    const partly = approval(5_000_00, { state: 'partly-approved', decisions: [decided('manager-1', 3)] });
    expect(verdict(weigh(delegate, partly))).toBe('repeated');
    expect(verdict(weigh(SECOND, partly))).toBe('approved');
  });
});

describe('the first valid decision stands', () => {
  const approved = approval(50_00, { state: 'approved', decisions: [decided('manager-1', 1)], endedAt: AT });

  test('given again it changes nothing', () => expect(verdict(weigh(FIRST, approved))).toBe('repeated'));

  test.each([
    [FIRST, 'refuse'],
    [SECOND, 'approve'],
    [SECOND, 'refuse'],
  ] as const)('%o may not %s any more', (who, decision) => {
    expect(verdict(weigh(who, approved, decision))).toBe('already-decided');
  });

  test.each([
    ['expired', 'approval-expired'],
    ['withdrawn', 'approval-withdrawn'],
    ['refused', 'already-decided'],
  ] as const)('what is %s takes no decision', (state, code) => {
    expect(verdict(weigh(THIRD, approval(1, { state, endedAt: AT })))).toBe(code);
  });
});
