import { anAcknowledgedTicket, type Story } from '../support/story.ts';
import { berlin, when } from '../support/when.ts';

const evening = anAcknowledgedTicket({ at: '2026-06-12 23:00' }).agent.reviews('standard');
const handedOver = evening.agent.forwards('sysadmins', 'server');
const running = (story: Story) =>
  story.ticket.promises
    .filter(({ state }) => state === 'running')
    .map(({ kind }) => kind)
    .sort();

test('the ticket remembers from whom, to whom, why, with which message and from when on', () => {
  const message = handedOver.all('message.added').at(-1);
  expect(handedOver.ticket).toMatchObject({
    team: 'sysadmins',
    assignee: null,
    heldSince: handedOver.now,
    phase: 'forward',
  });
  expect(handedOver.ticket.handOvers).toEqual([
    {
      at: handedOver.now,
      by: 'agent-1',
      from: 'support',
      to: 'sysadmins',
      reason: 'server',
      messageId: message?.data.messageId,
      worksFrom: when('Mon 08:00', handedOver.now),
    },
  ]);
  expect(message?.data).toMatchObject({ visibility: 'public', author: 'agent' });
});

test('the customer is told the team, why, from when it works and the new resolution instant', () => {
  expect(handedOver.postscripts('handed-over')).toEqual([
    {
      template: 'handed-over',
      visibility: 'public',
      values: {
        team: 'sysadmins',
        reason: 'server',
        closedUntil: when('Mon 08:00', evening.now),
        resolutionBy: when('Mon 10:00', evening.now),
        estimateBy: null,
        answerAwaited: false,
      },
    },
  ]);
  expect(handedOver.all('message.composed').map(({ data }) => data.template)).toEqual(['acknowledgement']);
});

test.each([
  ['2026-06-08 10:00', 'sysadmins', '2026-06-08 10:00', 'an open team works from now on'],
  ['2026-06-08 21:59:59.999', 'sysadmins', '2026-06-08 21:59:59.999', 'to the last moment'],
  ['2026-06-08 22:00', 'sysadmins', '2026-06-09 08:00', 'but not at closing time'],
  ['2026-06-13 12:00', 'billing', '2026-06-15 09:00', 'over the weekend'],
  ['2026-04-02 18:00', 'billing', '2026-04-07 09:00', 'over Easter'],
  ['2026-10-24 12:00', 'billing', '2026-10-26 09:00', 'over the end of summer time'],
])('%s to %s: works from %s (%s)', (at, team, from) => {
  expect(anAcknowledgedTicket({ at }).agent.forwards(team).ticket.handOvers[0]?.worksFrom).toBe(berlin(from));
});

test('the technicians work from when their site opens', () => {
  const story = anAcknowledgedTicket({ at: '2026-06-08 10:00', serviceSite: 'us-nyc' }).agent.forwards('datacentre');
  expect(story.ticket.handOvers[0]?.worksFrom).toBe('2026-06-08T12:00:00.000Z');
  expect(story.promise('pick-up').dueAt).toBe('2026-06-08T12:30:00.000Z');
});

test('the pick-up is owed in the hours of the new team', () => {
  expect(handedOver.promise('pick-up').dueAt).toBe(when('Mon 08:30', evening.now));
  const easter = anAcknowledgedTicket({ at: '2026-04-02 17:50' }).agent.forwards('billing');
  expect(easter.promise('pick-up').dueAt).toBe(berlin('2026-04-07 09:20'));
});

test('there and back: each way is a hand-over with a pick-up of its own, in one conversation', () => {
  const back = handedOver.at('Mon 08:10').sysadmin.takes().sysadmin.forwards('support', 'workload');
  const home = back.later('5m').agent.takes();
  expect(home.ticket).toMatchObject({ phase: 'review', team: 'support', assignee: 'agent-1', kind: 'standard' });
  expect(home.ticket.handOvers.map(({ from, to }) => `${from} ${to}`)).toEqual([
    'support sysadmins',
    'sysadmins support',
  ]);
  expect(home.promises('pick-up').map(({ state }) => state)).toEqual(['kept', 'kept']);
  expect(home.tries.sysadmin.replies()).toBe('not-holding-team');
});

test('handed on before anybody took it, only the last team owes a pick-up', () => {
  const on = handedOver.sysadmin.forwards('datacentre', 'complex');
  expect(on.promises('pick-up').map(({ state }) => state)).toEqual(['withdrawn', 'running']);
  expect(on.tries.sysadmin.takes()).toBe('not-holding-team');
  expect(on.tries.technician.takes()).toBe('allowed');
});

test('a team that missed its pick-up hears no more of it once the ticket is handed on', () => {
  const missed = handedOver.sleepsUntil('Mon 08:35');
  expect(missed.promises('pick-up').map(({ state }) => state)).toEqual(['missed']);
  const on = missed.sysadmin.forwards('datacentre', 'complex').sleepsUntil('Mon 08:50');
  const told = on.all('promise.warned').filter(({ data }) => data.kind === 'pick-up' && data.cycle === 1);
  expect(told.map(({ data }) => data.rung)).toEqual([75]);
});

test('back in first line it may be reviewed again', () => {
  const back = handedOver.sysadmin.forwards('support').agent.takes();
  expect(back.tries.agent.reviews('complex')).toBe('allowed');
});

test('team clocks are made anew, those of the customer run on', () => {
  const story = anAcknowledgedTicket()
    .agent.reviews('standard')
    .customer.writes()
    .later('5m')
    .agent.forwards('sysadmins');
  expect(story.promise('first-reply').state).toBe('kept');
  expect(running(story)).toEqual(['pick-up', 'resolution', 'status-update']);
  for (const kind of ['resolution', 'status-update', 'pick-up'] as const) {
    expect(story.promise(kind)).toMatchObject({ madeAt: story.now, clock: { team: 'sysadmins', site: 'nl-ams' } });
  }
});

test('a hand-over at the review counts from the new team at once', () => {
  const story = anAcknowledgedTicket({ at: '2026-06-12 23:00' }).agent.reviewsAndForwards('simple', 'sysadmins');
  expect(story.promises('resolution')).toHaveLength(1);
  expect(story.promises('status-update')).toHaveLength(1);
  expect(story.promise('resolution').dueAt).toBe(when('Mon 08:30', story.now));
});

test('the estimate still owed is made anew in the new hours', () => {
  const story = anAcknowledgedTicket({ at: '2026-06-12 21:00' })
    .agent.reviews('non-standard')
    .agent.forwards('sysadmins');
  expect(story.promises('estimate').map(({ state, dueAt }) => [state, dueAt])).toEqual([
    ['withdrawn', when('23:00', story.now)],
    ['running', when('Mon 09:00', story.now)],
  ]);
});

test('waiting for the customer goes on through a hand-over', () => {
  const story = anAcknowledgedTicket().agent.asks().agent.forwards('sysadmins');
  expect(story.status).toBe('waiting-for-customer');
  expect(story.customer.writes().status).toBe('waiting-for-team');
});

test('an estimate that passes before the new team opens binds nobody: the solution is promised by kind', () => {
  const story = anAcknowledgedTicket({ at: '2026-06-08 20:00' })
    .agent.reviews('standard')
    .agent.estimates('20:40')
    .agent.forwards('billing');
  expect(story.ticket.estimate).toBeNull();
  expect(story.promise('resolution').dueAt).toBe(when('Tue 11:00', story.now));
});

test('an estimate that the new team can keep stands', () => {
  const story = anAcknowledgedTicket({ at: '2026-06-08 20:00' })
    .agent.reviews('standard')
    .agent.estimates('Tue 09:30')
    .agent.forwards('billing');
  expect(story.promise('resolution').dueAt).toBe(when('Tue 09:30', story.now));
});

test('a pause outlives a hand-over: what was estimated does not come nearer', () => {
  const story = anAcknowledgedTicket()
    .agent.reviews('standard')
    .agent.estimates('14:00')
    .agent.asks()
    .sleepsUntil('11:00')
    .customer.writes();
  expect(story.promise('resolution').dueAt).toBe(when('15:00', story.now));
  expect(story.ticket.estimate?.readyBy).toBe(when('15:00', story.now));
  expect(story.agent.forwards('sysadmins').promise('resolution').dueAt).toBe(when('15:00', story.now));
});

test('nor in the middle of a pause, not even once its instant has passed', () => {
  const story = anAcknowledgedTicket()
    .agent.reviews('non-standard')
    .agent.estimates('10:30')
    .agent.asks()
    .sleepsUntil('11:00')
    .agent.forwards('sysadmins');
  expect(story.ticket.estimate?.readyBy).toBe(when('11:30', story.now));
  expect(running(story)).not.toContain('estimate');
  const answered = story.sleepsUntil('11:10').customer.writes();
  expect(answered.promise('resolution').dueAt).toBe(when('11:40', story.now));
});
