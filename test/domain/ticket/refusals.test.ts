import { anAcknowledgedTicket, type Story } from '../support/story.ts';

const reviewed = anAcknowledgedTicket().agent.reviews('standard');
const handedOver = reviewed.agent.forwards('sysadmins');
const asked = reviewed.agent.consults('datacentre');
const closed = reviewed.agent.resolves().customer.confirms();

/** Refusals that depend on what exactly was asked, with the field at fault. */
// prettier-ignore
const CASES: [what: string, code: string, path: string | undefined, (story: Story['refusals']) => unknown, Story][] = [
  ['forwarding to the team that has it', 'same-team', 'team', ({ agent }) => agent.forwards('support'), reviewed],
  ['reviewing and forwarding to oneself', 'same-team', 'forward.team', ({ agent }) => agent.reviewsAndForwards('simple', 'support'), reviewed],
  ['forwarding to nobody', 'unknown-team', 'team', ({ agent }) => agent.forwards('nowhere'), reviewed],
  ['consulting oneself', 'same-team', 'team', ({ agent }) => agent.consults('support'), reviewed],
  ['consulting nobody', 'unknown-team', 'team', ({ agent }) => agent.consults('nowhere'), reviewed],
  ['the same kind again', 'already-reviewed', 'kind', ({ agent }) => agent.reviews('standard'), reviewed],
  ['reviewing after a hand-over', 'wrong-phase', undefined, ({ sysadmin }) => sysadmin.reviews('simple'), handedOver],
  ['an estimate for now', 'instant-in-the-past', 'readyBy', ({ agent }) => agent.estimates('+0ms'), reviewed],
  ['an estimate beyond a year', 'instant-too-far', 'readyBy', ({ agent }) => agent.estimates(`+${365 * 86_400_000 + 1}ms`), reviewed],
  ['an answer to no question', 'unknown-consultation', undefined, ({ technician }) => technician.answers('question-2'), asked],
  ['an answer by the team that asks', 'not-consulted-team', undefined, ({ agent }) => agent.answers(), asked],
  ['an answer by its customer', 'not-consulted-team', undefined, ({ customer }) => customer.answers(), asked],
  ['a second answer', 'already-answered', undefined, ({ technician }) => technician.answers(), asked.technician.answers()],
  ['a question after the resolution', 'ticket-resolved', 'asksCustomer', ({ agent }) => agent.asks(), reviewed.agent.resolves()],
  ['releasing what nobody has', 'not-taken', undefined, ({ agent }) => agent.releases(), reviewed],
  ['writing 30 days after closing', 'reopening-expired', undefined, ({ customer }) => customer.writes(), closed.later('30d').later(1)],
];

test.each(CASES)('%s: %s', (_, code, path, does, story) => {
  const refusal = does(story.refusals);
  expect(refusal).toMatchObject({ code });
  expect((refusal as { path?: string }).path).toBe(path);
});

test('taking what somebody else has names them', () => {
  const refusal = reviewed.agent.takes().refusals.colleague.takes();
  expect(refusal.code).toBe('already-taken');
  expect(refusal.detail).toContain('agent-1');
});

test('non-standard work is not resolved before it was estimated', () => {
  const story = anAcknowledgedTicket().agent.reviews('non-standard');
  expect(story.tries.agent.resolves()).toBe('estimate-required');
  expect(story.agent.estimates('16:00').tries.agent.resolves()).toBe('allowed');
});

test('an estimate of exactly a year, or of a millisecond, is lawful', () => {
  expect(reviewed.tries.agent.estimates(`+${365 * 86_400_000}ms`)).toBe('allowed');
  expect(reviewed.tries.agent.estimates('+1ms')).toBe('allowed');
});

test('what nobody else may do is refused before what does not fit the state', () => {
  expect(closed.tries.sysadmin.resolves()).toBe('not-holding-team');
  expect(closed.tries.stranger.confirms()).toBe('not-your-ticket');
  expect(closed.tries.agent.resolves()).toBe('ticket-closed');
});

test('a refused command leaves no trace, not even of the time that passed', () => {
  const late = reviewed.later('5h');
  expect(
    Object.keys(
      late.ask({ name: 'takeTicket', actor: { id: 'x', role: 'agent', teams: [] }, takenAt: late.now, data: {} }),
    ),
  ).toEqual(['type', 'refusal']);
});

test('an agent of two teams acts for the one that holds the ticket', () => {
  expect(reviewed.tries.allRounder.resolves()).toBe('allowed');
  expect(handedOver.tries.allRounder.takes()).toBe('allowed');
  expect(reviewed.agent.forwards('billing').tries.allRounder.takes()).toBe('not-holding-team');
});

test('a signal that may not stand changes nothing but the journal', () => {
  const refusal = { code: 'no-such-approval', detail: 'there is none' } as const;
  const story = reviewed.happens({ name: 'signalRefused', signal: 'decideApproval', refusal });
  expect(story.step).toMatchObject([
    { type: 'signal.refused', by: 'system', data: { signal: 'decideApproval', code: 'no-such-approval' } },
  ]);
  expect({ ...story.ticket, seq: 0 }).toEqual({ ...reviewed.ticket, seq: 0 });
});
