import { termsOf } from '../../../src/domain/policy/terms.ts';
import { managerAt } from '../../../src/domain/management/directory.ts';
import { policy } from '../support/shipped-policy.ts';
import { anAcknowledgedTicket, type Story } from '../support/story.ts';
import { when } from '../support/when.ts';
import { isOwed } from '../../../src/domain/promises/promise.ts';

const story = anAcknowledgedTicket();
const asked = story.agent.asksApproval();

const decides = (given: Story, by: string, decision: 'approve' | 'refuse' = 'approve', more: object = {}): Story =>
  given.happens({
    name: 'approvalDecided',
    decision: {
      id: `decision-${given.ticket.seq}`,
      approvalId: 'approval-1',
      by,
      decision,
      via: 'signal',
      commentsForCustomer: false,
      manager: managerAt(policy, by, given.now),
      ...more,
    },
  });

const stateOf = ({ ticket }: Story, id = 'approval-1') =>
  ticket.approvals.find((approval) => approval.id === id)?.state;
const typesOf = ({ step }: Story) => step.map(({ type }) => type);

describe('asking', () => {
  test('the ticket goes on living, with all that was promised', () => {
    expect(asked.status).toBe('waiting-for-approval');
    expect(asked.ticket).toMatchObject({ phase: 'review', team: 'support' });
    expect(asked.promise('first-reply').state).toBe('running');
    expect(asked.later('2m').agent.replies().promise('first-reply').state).toBe('kept');
  });

  test('the reason is an internal note; the customer is told by when they hear', () => {
    expect(asked.all('message.added').at(-1)?.data).toMatchObject({ visibility: 'internal' });
    expect(asked.composed('decision-awaited').map(({ data }) => [data.visibility, data.values])).toEqual([
      ['public', { type: 'billing-credit', decisionBy: when('14:00', asked.now) }],
    ]);
  });

  test('several on one ticket, each with a promise of its own', () => {
    const both = asked
      .later('1h')
      .agent.asksApproval({ approvalId: 'approval-2', type: 'special-request', amount: null, vat: null });
    expect(both.promises('decision').map(({ cycle, subject, dueAt }) => [cycle, subject, dueAt])).toEqual([
      [1, 'approval-1', when('14:00', both.now)],
      [2, 'approval-2', when('15:00', both.now)],
    ]);
    const one = decides(both, 'manager-1');
    expect([stateOf(one), stateOf(one, 'approval-2')]).toEqual(['approved', 'pending']);
    expect(one.status).toBe('waiting-for-approval');
    expect(one.promises('decision').map(({ state }) => state)).toEqual(['kept', 'running']);
  });

  test.each([
    ['an amount for a request that takes none', { type: 'special-request' as const }, 'amount-not-expected'],
    ['a credit without one', { amount: null, vat: null }, 'amount-required'],
    ['a credit without its tax', { vat: null }, 'amount-required'],
    ['another currency', { amount: { minor: 1, currency: 'USD' } }, 'unknown-currency'],
    ['a currency that is none', { amount: { minor: 1, currency: 'constructor' } }, 'unknown-currency'],
    ['more than anybody grants', { amount: { minor: 10_000_01, currency: 'EUR' } }, 'amount-too-high'],
  ])('%s is refused', (_, data, code) => expect(story.tries.agent.asksApproval(data)).toBe(code));

  test('however often somebody asks, the ticket does not grow without end', () => {
    let many = story;
    for (let time = 0; time < 50; time += 1) many = many.agent.asksApproval({ approvalId: `approval-${time}` });
    expect(many.tries.agent.asksApproval({ approvalId: 'one more' })).toBe('too-many-approvals');
  });

  test('the hard maximum itself may be asked for', () => {
    expect(story.tries.agent.asksApproval({ amount: { minor: 10_000_00, currency: 'EUR' } })).toBe('allowed');
  });
});

describe('the hours of those who decide: Monday to Friday 08:00–20:00 in Berlin, closed on German holidays', () => {
  test.each([
    // asked             due                 goes back
    ['2026-06-08 10:00', '2026-06-08 14:00', '2026-06-10 10:00'],
    ['2026-06-12 17:00', '2026-06-15 09:00', '2026-06-16 17:00'],
    ['2026-06-12 19:59', '2026-06-15 11:59', '2026-06-16 19:59'],
    ['2026-06-13 12:00', '2026-06-15 12:00', '2026-06-16 20:00'],
    ['2026-06-12 20:00', '2026-06-15 12:00', '2026-06-16 20:00'],
    ['2026-06-15 07:59', '2026-06-15 12:00', '2026-06-16 20:00'],
    // Christmas Day and Boxing Day (Friday and Saturday), then a weekend.
    ['2026-12-24 18:00', '2026-12-28 10:00', '2026-12-29 18:00'],
    // Over the change to winter time.
    ['2026-10-23 18:00', '2026-10-26 10:00', '2026-10-27 18:00'],
    ['2026-03-27 18:00', '2026-03-30 10:00', '2026-03-31 18:00'],
  ])('asked %s: due %s, goes back %s', (at, due, back) => {
    const { ticket, now } = anAcknowledgedTicket({ at }).agent.asksApproval();
    expect(now.slice(0, 16)).toBe(when(at, now).slice(0, 16));
    expect(ticket.approvals[0]).toMatchObject({ dueAt: when(due, now), expiresAt: when(back, now) });
  });
});

describe('a decision', () => {
  test('granted: journalled by name, kept, and the customer is told', () => {
    const granted = decides(asked.later('1h'), 'manager-1');
    expect(stateOf(granted)).toBe('approved');
    expect(granted.all('approval.decided')[0]).toMatchObject({
      type: 'approval.decided',
      by: 'manager-1',
      data: { via: 'signal', level: 1 },
    });
    expect(granted.promise('decision').state).toBe('kept');
    expect(granted.composed('approval-granted')).toHaveLength(1);
    expect(granted.status).toBe('open');
  });

  test('refused: nothing follows, and the customer is told, with the comment that is meant for them', () => {
    const refused = decides(asked, 'manager-2', 'refuse', { id: 'with-comment', commentsForCustomer: true });
    expect(stateOf(refused)).toBe('refused');
    expect(refused.composed('approval-refused')[0]?.data.values).toMatchObject({ commentOf: 'with-comment' });
    expect(refused.ticket.approvals[0]?.carriedOut).toBeNull();
  });

  test('one that may not stand changes nothing but the journal', () => {
    const tried = decides(asked, 'mallory');
    expect(typesOf(tried)).toEqual(['approval.decision-refused']);
    expect(tried.step[0]).toMatchObject({ by: 'mallory', data: { code: 'not-a-manager' } });
    expect({ ...tried.ticket, seq: 0, approvals: [] }).toEqual({ ...asked.ticket, seq: 0, approvals: [] });
    expect(stateOf(tried)).toBe('pending');
    expect(stateOf(decides(tried, 'manager-1'))).toBe('approved');
  });

  test('the same again leaves no trace', () => {
    const again = decides(decides(asked, 'manager-1'), 'manager-1');
    expect(again.step).toEqual([]);
  });

  test('four eyes: only the second ends it', () => {
    const big = story.agent.asksApproval({ amount: { minor: 5_000_00, currency: 'EUR' } });
    const half = decides(big, 'manager-1');
    expect(stateOf(half)).toBe('partly-approved');
    expect(half.promise('decision').state).toBe('running');
    expect(half.composed('approval-granted')).toEqual([]);
    expect(half.status).toBe('waiting-for-approval');
    const whole = decides(half, 'manager-3');
    expect([stateOf(whole), whole.promise('decision').state]).toEqual(['approved', 'kept']);
  });

  test('however often somebody tries, the ticket does not grow without end', () => {
    let tried = asked;
    for (let time = 0; time < 30; time += 1) tried = decides(tried, 'mallory');
    tried = decides(tried, 'manager-1');
    expect(tried.ticket.approvals[0]?.decisions).toHaveLength(11);
    expect(tried.all('approval.decision-refused')).toHaveLength(30);
  });

  test('while the resolution waits for the customer it may still come', () => {
    const resolved = asked.agent.resolves();
    expect([resolved.status, resolved.promise('decision').state]).toEqual(['resolved', 'withdrawn']);
    expect(stateOf(decides(resolved, 'manager-1'))).toBe('approved');
    const returned = resolved.customer.contradicts();
    expect(returned.promise('decision', 2)).toMatchObject({ state: 'running', subject: 'approval-1' });
  });
});

describe('in time', () => {
  test('kept at the due instant, missed after it; the customer hears that it takes longer', () => {
    expect(decides(asked.at('14:00'), 'manager-1').promise('decision').state).toBe('kept');
    const late = decides(asked.at('14:00:00.001'), 'manager-1');
    expect(late.promise('decision')).toMatchObject({ state: 'missed', settledAt: late.now });
    const passed = asked.sleepsUntil('14:00');
    expect(passed.composed('decision-late').map(({ data }) => data.values)).toEqual([{ promisedBy: passed.now }]);
  });

  test('reminder at half of the time, then at all of it and half as much again', () => {
    const days = asked.sleepsUntil('Tue 20:00');
    const rungs = [...days.all('promise.warned'), ...days.all('promise.missed')].filter(
      ({ data }) => data.kind === 'decision',
    );
    expect(rungs.map(({ data, at }) => [data.rung, at])).toEqual([
      [50, when('12:00', asked.now)],
      [150, when('16:00', asked.now)],
      [100, when('14:00', asked.now)],
    ]);
  });

  test('nothing is approved by silence: it goes back to the agent, who and whose customer are told', () => {
    const [before, after] = [asked.sleepsUntil('Wed 09:59:59.999'), asked.sleepsUntil('Wed 10:00')];
    expect([stateOf(before), stateOf(after)]).toEqual(['pending', 'expired']);
    expect(after.status).toBe('open');
    expect(after.composed('approval-expired')).toHaveLength(1);
    expect(after.composed('approval-expired-note').map(({ data }) => data.visibility)).toEqual(['internal']);
    // Expired is not made good: nobody decided.
    expect(after.promise('decision')).toMatchObject({ state: 'missed', settledAt: null, dropped: true });
    expect(after.all('promise.settled')).toEqual([]);
    expect(decides(after, 'manager-1').step[0]).toMatchObject({ data: { code: 'approval-expired' } });
    expect(after.tries.agent.asksApproval({ approvalId: 'approval-2' })).toBe('allowed');
  });

  test('over a weekend and a holiday', () => {
    const christmas = anAcknowledgedTicket({ at: '2026-12-24 18:00' }).agent.asksApproval();
    expect(stateOf(christmas.sleepsUntil('2026-12-29 17:59:59.999'))).toBe('pending');
    expect(stateOf(christmas.sleepsUntil('2026-12-29 18:00'))).toBe('expired');
  });
});

test('a decision that was missed is pursued no further once nobody decides it any more', () => {
  const missed = asked.sleepsUntil('15:00');
  const ends = [
    missed.agent.withdrawsApproval(),
    missed.customer.withdraws(),
    missed.agent.resolves().customer.confirms(),
    asked.sleepsUntil('Wed 10:00'),
  ];
  for (const ended of ends) {
    expect(ended.promise('decision')).toMatchObject({ state: 'missed', settledAt: null, dropped: true });
    expect(ended.all('promise.settled').filter(({ data }) => data.kind === 'decision')).toEqual([]);
    expect(ended.ticket.promises.filter(isOwed).map(({ kind }) => kind)).not.toContain('decision');
  }
  // One that is decided late was made good.
  const late = decides(missed, 'manager-1').promise('decision');
  expect([late.state, late.dropped ?? false, late.settledAt]).toEqual(['missed', false, missed.now]);
});

test('not solved: the decision is due anew, and the customer hears by when, at the latest when nobody decides any more', () => {
  const back = asked.agent.resolves().at('13:00').customer.contradicts();
  const [approval] = back.ticket.approvals;
  expect(approval?.dueAt).toBe(when('17:00', back.now));
  expect(back.promises('decision').map(({ state, dueAt }) => [state, dueAt])).toEqual([
    ['withdrawn', when('14:00', back.now)],
    ['running', when('17:00', back.now)],
  ]);
  expect(back.composed('decision-awaited').at(-1)?.data.values).toEqual({
    type: 'billing-credit',
    decisionBy: when('17:00', back.now),
    again: true,
  });
  const late = asked.agent.resolves().sleepsUntil('Wed 09:00').customer.contradicts();
  // Nobody decides after it has expired: it is due by then, most urgent in the inbox, and missed if nobody did.
  expect(late.ticket.approvals[0]?.dueAt).toBe(when('10:00', late.now));
  expect(late.composed('decision-awaited').at(-1)?.data.values).toMatchObject({ decisionBy: when('10:00', late.now) });
  const over = late.sleepsUntil('Wed 10:01');
  expect(over.promises('decision').at(-1)).toMatchObject({ state: 'missed', dropped: true });
});

test('a decision that was refused, and is sent again, is journalled once', () => {
  const refused = decides(asked, 'manager-9', 'approve', { id: 'decision-1' });
  expect(typesOf(refused)).toEqual(['approval.decision-refused']);
  expect(typesOf(decides(refused, 'manager-9', 'approve', { id: 'decision-1' }))).toEqual([]);
  expect(typesOf(decides(refused, 'manager-9', 'approve', { id: 'decision-2' }))).toEqual([
    'approval.decision-refused',
  ]);
  expect(refused.ticket.approvals[0]?.decisions[0]?.reason).toBe('the directory of managers does not know manager-9');
});

describe('the end', () => {
  test('closing withdraws what is undecided, and leaves nothing running', () => {
    const closed = asked.customer.withdraws();
    expect(stateOf(closed)).toBe('withdrawn');
    expect(closed.promise('decision').state).toBe('withdrawn');
    expect(closed.nextDeadline).toBeNull();
    expect(decides(closed, 'manager-1').step[0]).toMatchObject({ data: { code: 'approval-withdrawn' } });
  });

  test('the agent takes it back, and the customer is told', () => {
    const back = asked.colleague.withdrawsApproval();
    expect([stateOf(back), back.status]).toEqual(['withdrawn', 'open']);
    expect(back.promise('decision').state).toBe('withdrawn');
    expect(back.composed('approval-withdrawn')).toHaveLength(1);
    expect(asked.tries.agent.withdrawsApproval('approval-9')).toBe('no-such-approval');
    expect(asked.tries.sysadmin.withdrawsApproval()).toBe('not-holding-team');
    expect(decides(asked, 'manager-1').tries.agent.withdrawsApproval()).toBe('already-decided');
  });

  test('what followed is told with its figures', () => {
    const noted = decides(asked, 'manager-1').happens({
      name: 'approvalCarriedOut',
      approvalId: 'approval-1',
      creditNote: 'CN-000001',
      validUntil: null,
    });
    expect(noted.composed('credit-note')[0]?.data.values).toEqual({
      number: 'CN-000001',
      currency: 'EUR',
      country: 'IT',
      percent: 22,
      net: 50_00,
      vat: 11_00,
      gross: 61_00,
    });
    expect(noted.ticket.approvals[0]?.carriedOut).toMatchObject({ creditNote: 'CN-000001', failure: null });
  });

  test('what can never follow is told to the team', () => {
    const failed = decides(asked, 'manager-1').happens({
      name: 'approvalNotCarriedOut',
      approvalId: 'approval-1',
      reason: 'no such ticket',
    });
    expect(failed.composed('not-carried-out').map(({ data }) => data.visibility)).toEqual(['internal']);
  });
});

test('an exception is valid for as long as the policy says', () => {
  const exception = story.agent.asksApproval({ type: 'account-exception', amount: null, vat: null });
  const granted = decides(exception, 'manager-1');
  const { validFor } = termsOf(policy).approvals.types['account-exception'];
  expect(validFor).toBe(90 * 24 * 60 * 60 * 1_000);
  expect(granted.composed('approval-granted')[0]?.data.values).toMatchObject({
    validUntil: new Date(Date.parse(granted.now) + (validFor ?? 0)).toISOString(),
  });
});
