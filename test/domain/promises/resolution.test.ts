import { anAcknowledgedTicket, type Story } from '../support/story.ts';
import { berlin, when } from '../support/when.ts';

const due = (story: Story) => story.promise('resolution').dueAt;
const history = (story: Story) =>
  story.promises('resolution').map(({ state, reestimated }) => (reestimated ? 're-estimated' : state));

describe('complex work is resolved by the end of the next working day of whoever holds it', () => {
  test.each([
    ['2026-06-08 10:00', 'support', '2026-06-10 00:00', 'the next calendar day of a team that never closes'],
    ['2026-06-12 23:59:59.999', 'support', '2026-06-14 00:00', 'weekends are days like others to it'],
    ['2026-06-13 00:00', 'support', '2026-06-15 00:00', 'from midnight on it is the day after'],
    ['2026-06-13 01:30', 'support', '2026-06-15 00:00', 'its day is that of its zone, not of UTC'],
    ['2026-10-24 12:00', 'support', '2026-10-26 00:00', 'a day of 25 hours'],
    ['2026-03-28 12:00', 'support', '2026-03-30 00:00', 'a day of 23 hours'],
    ['2026-06-08 10:00', 'sysadmins', '2026-06-09 22:00', 'closing time'],
    ['2026-06-12 10:00', 'sysadmins', '2026-06-15 22:00', 'over the weekend'],
    ['2026-06-13 10:00', 'sysadmins', '2026-06-15 22:00', 'from a closed day'],
    ['2026-04-02 10:00', 'billing', '2026-04-07 18:00', 'over Easter: Good Friday and Easter Monday'],
    ['2026-06-08 10:00', 'datacentre', '2026-06-09 17:00', 'at the default site'],
  ])('%s at %s: %s (%s)', (at, team, expected) => {
    const begun = anAcknowledgedTicket({ at });
    const story = team === 'support' ? begun.agent.reviews('complex') : begun.agent.reviewsAndForwards('complex', team);
    expect(due(story)).toBe(berlin(expected));
  });

  test('technicians work by the clock of the site where the server stands', () => {
    const story = anAcknowledgedTicket({ serviceSite: 'us-nyc' }).agent.reviewsAndForwards('complex', 'datacentre');
    expect(due(story)).toBe('2026-06-09T21:00:00.000Z');
  });
});

test('is owed from when the kind is decided, and non-standard work only as estimated', () => {
  expect(anAcknowledgedTicket().agent.replies().promises('resolution')).toEqual([]);
  expect(anAcknowledgedTicket().agent.reviews('non-standard').promises('resolution')).toEqual([]);
});

test('three estimates in time: two are re-estimates, the last runs', () => {
  const story = anAcknowledgedTicket()
    .agent.reviews('non-standard')
    .agent.estimates('14:00')
    .at('12:00')
    .agent.estimates('16:00')
    .at('15:00')
    .agent.estimates('15:30');
  expect(history(story)).toEqual(['re-estimated', 're-estimated', 'running']);
  expect(due(story)).toBe(when('15:30', story.now));
});

test('an estimate after due leaves the miss standing, and both are settled by the resolution', () => {
  const story = anAcknowledgedTicket().agent.reviews('simple').sleepsUntil('10:31').agent.estimates('12:00');
  expect(history(story)).toEqual(['missed', 'running']);
  const resolved = story.at('11:59').agent.resolves();
  expect(history(resolved)).toEqual(['missed', 'kept']);
  expect(resolved.promise('resolution', 1).settledAt).toBe(resolved.now);
});

test('an estimate a millisecond late is late although no timer fired', () => {
  const story = anAcknowledgedTicket().agent.reviews('simple').at('10:30:00.001').agent.estimates('12:00');
  expect(history(story)).toEqual(['missed', 'running']);
});

test('an estimate may lie in closed hours', () => {
  const story = anAcknowledgedTicket().agent.reviewsAndForwards('simple', 'sysadmins').sysadmin.estimates('Sun 12:00');
  expect(due(story)).toBe(when('Sun 12:00', story.now));
  expect(story.sleepsUntil('Sun 12:00').promise('resolution').state).toBe('missed');
});

test('when it passes, the customer hears that it takes longer and an estimate is asked for, once', () => {
  const story = anAcknowledgedTicket().agent.takes().agent.reviews('simple').sleepsUntil('12:00');
  expect(story.composed('takes-longer')).toMatchObject([
    {
      at: when('10:30', story.now),
      data: { visibility: 'public', values: { promisedBy: when('10:30', story.now), assignee: 'agent-1' } },
    },
  ]);
  expect(story.composed('estimate-wanted')).toMatchObject([
    { data: { visibility: 'internal', values: { assignee: 'agent-1' } } },
  ]);
});

test('a hand-over makes it anew in the new hours, as estimated where an estimate still lies ahead', () => {
  const evening = anAcknowledgedTicket({ at: '2026-06-12 21:30' }).agent.reviews('standard');
  expect(due(evening.agent.forwards('sysadmins'))).toBe(when('Mon 09:30', evening.now));
  expect(due(evening.agent.estimates('Sat 12:00').agent.forwards('sysadmins'))).toBe(when('Sat 12:00', evening.now));
});

test('a hand-over after the estimate passed binds nobody to it', () => {
  const story = anAcknowledgedTicket()
    .agent.reviews('standard')
    .agent.estimates('11:00')
    .sleepsUntil('12:00')
    .agent.forwards('sysadmins');
  expect(due(story)).toBe(when('14:00', story.now));
  expect(history(story)).toEqual(['re-estimated', 'missed', 'running']);
});

test('another kind makes it anew', () => {
  const story = anAcknowledgedTicket().agent.reviews('simple').later('10m').agent.reviews('standard');
  expect([history(story), due(story)]).toEqual([['re-estimated', 'running'], when('12:10', story.now)]);
});

test('non-standard work whose team changes after the estimate passed needs a new one', () => {
  const estimated = anAcknowledgedTicket().agent.reviews('non-standard').agent.estimates('11:00');
  expect(estimated.agent.forwards('sysadmins').promises('estimate')).toHaveLength(1);
  const late = estimated.sleepsUntil('12:00').agent.forwards('sysadmins');
  expect(late.promise('estimate')).toMatchObject({ cycle: 2, state: 'running', dueAt: when('14:00', late.now) });
  expect(late.tries.sysadmin.resolves()).toBe('estimate-required');
});
