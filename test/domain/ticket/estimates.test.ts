import { anAcknowledgedTicket } from '../support/story.ts';
import { when } from '../support/when.ts';

const nonStandard = anAcknowledgedTicket().agent.reviews('non-standard');

test('non-standard work is estimated before it is resolved', () => {
  expect(nonStandard.tries.agent.resolves()).toBe('estimate-required');
  expect(nonStandard.allowed('agent')).not.toContain('resolveTicket');
  const estimated = nonStandard.agent.estimates('16:00');
  expect(estimated.promise('estimate').state).toBe('kept');
  expect(estimated.tries.agent.resolves()).toBe('allowed');
});

test('no other work must be', () => {
  for (const kind of ['simple', 'standard', 'complex'] as const) {
    const story = anAcknowledgedTicket().agent.reviews(kind);
    expect(story.promises('estimate')).toEqual([]);
    expect(story.tries.agent.resolves()).toBe('allowed');
  }
});

test('the customer is told the instant, in a public message', () => {
  const story = nonStandard.agent.estimates('16:00');
  expect(story.ticket.estimate).toEqual({ readyBy: when('16:00', story.now), givenAt: story.now, givenBy: 'agent-1' });
  expect(story.postscripts('estimate')).toMatchObject([
    { visibility: 'public', values: { readyBy: when('16:00', story.now), answerAwaited: false } },
  ]);
  expect(story.promise('first-reply').state).toBe('kept');
});

test('an estimate given late is a miss, and counts all the same', () => {
  const story = nonStandard.sleepsUntil('12:30').agent.estimates('16:00');
  expect(story.promises('estimate').map(({ state, settledAt }) => [state, settledAt])).toEqual([['missed', story.now]]);
  expect(story.tries.agent.resolves()).toBe('allowed');
});

test('work that turns non-standard after it was estimated owes no further estimate', () => {
  const story = anAcknowledgedTicket().agent.reviews('simple').agent.estimates('16:00').agent.reviews('non-standard');
  expect(story.promises('estimate')).toEqual([]);
  expect(story.promise('resolution').dueAt).toBe(when('16:00', story.now));
  expect(story.tries.agent.resolves()).toBe('allowed');
});

test('an estimate rules over what the kind would promise', () => {
  const story = anAcknowledgedTicket()
    .agent.reviews('simple')
    .agent.estimates('16:00')
    .later('5m')
    .agent.reviews('complex');
  expect(story.promise('resolution').dueAt).toBe(when('16:00', story.now));
});

test.each([
  ['now', '+0ms', 'instant-in-the-past'],
  ['a millisecond ago', '-1ms', 'instant-in-the-past'],
  ['in a millisecond', '+1ms', 'allowed'],
  ['in a year', '+31536000000ms', 'allowed'],
  ['in a year and a millisecond', '+31536000001ms', 'instant-too-far'],
])('an estimate for %s', (_, readyBy, answer) => expect(nonStandard.tries.agent.estimates(readyBy)).toBe(answer));

test('a year ahead, it pauses and goes on like any other', () => {
  const story = anAcknowledgedTicket().agent.forwards('sysadmins').sysadmin.estimates('+31536000000ms').sysadmin.asks();
  const { dueAt } = story.later('1h').customer.writes().promise('resolution');
  expect(dueAt).toBe(story.later('1h').later(31_536_000_000).now);
});

test('work that starts again after its estimate passed owes a new one', () => {
  const resolved = nonStandard.agent.estimates('16:00').at('15:00').agent.resolves();
  expect(resolved.customer.contradicts().promises('estimate')).toHaveLength(1);
  const late = resolved.at('17:00').customer.contradicts();
  expect(late.promise('estimate')).toMatchObject({ cycle: 2, state: 'running' });
  expect(late.tries.agent.resolves()).toBe('estimate-required');
});
