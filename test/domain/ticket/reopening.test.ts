import { anAcknowledgedTicket, type Story } from '../support/story.ts';

const closed = anAcknowledgedTicket()
  .agent.reviewsAndForwards('simple', 'sysadmins')
  .sysadmin.takes()
  .sleepsUntil('11:40')
  .sysadmin.resolves()
  .customer.confirms();
const reopened = closed.later('29d').customer.writes();
const running = (story: Story) =>
  story.ticket.promises.filter(({ state }) => state === 'running').map(({ kind }) => kind);

test('within 30 days the same ticket lives again, in first-line review, and nobody has it', () => {
  expect(reopened).toMatchObject({
    status: 'open',
    ticket: {
      id: closed.ticket.id,
      phase: 'review',
      team: 'support',
      assignee: null,
      kind: null,
      estimate: null,
      closedAt: null,
      outcome: null,
      reopenings: 1,
      heldSince: reopened.now,
    },
  });
});

test.each([
  [-1, 'allowed'],
  [0, 'allowed'],
  [1, 'reopening-expired'],
])('30 days %i ms after closing: %s', (ms, answer) => {
  expect(closed.later(30 * 86_400_000 + ms).tries.customer.writes()).toBe(answer);
});

test('only a next reply is owed, and the customer is told by when', () => {
  expect(running(reopened)).toEqual(['next-reply']);
  expect(reopened.composed('reopened')).toMatchObject([{ data: { values: { replyBy: reopened.later('30m').now } } }]);
});

test('earlier counts stay untouched', () => {
  const before = closed.ticket.promises;
  expect(reopened.ticket.promises.slice(0, before.length)).toEqual(before);
  expect(reopened.ticket.handOvers).toEqual(closed.ticket.handOvers);
});

test('what comes goes on counting', () => {
  const cycles = (story: Story) => story.promises('resolution').map(({ cycle, state }) => `${cycle} ${state}`);
  expect(cycles(closed)).toEqual(['1 missed']);
  expect(cycles(reopened.agent.reviews('standard'))).toEqual(['1 missed', '2 running']);
});

test('nothing of the earlier life is told now', () => {
  const late = reopened.sleepsUntil(reopened.later('20m').now);
  expect(late.events.slice(reopened.events.length)).toEqual([]);
});

test('it is reviewed again, even as what it was, and handed over again', () => {
  expect(reopened.tries.agent.reviews('simple')).toBe('allowed');
  expect(reopened.agent.forwards('sysadmins').ticket.phase).toBe('forward');
});

test('a question of the earlier life is over', () => {
  const silent = anAcknowledgedTicket().agent.reviews('simple').sleepsUntil('10:40').agent.asks();
  const back = silent.sleeps('7d').customer.writes();
  expect(back.ticket).toMatchObject({ waiting: null, reopenings: 1 });
  const asked = back.agent.replies().agent.asks().later('1h').customer.writes().sleeps('20m');
  expect(
    asked.events.filter(
      ({ type, data }) => type === 'promise.warned' && data.kind === 'resolution' && data.rung === 150,
    ),
  ).toEqual([]);
});

test.each([
  ['withdrawn', anAcknowledgedTicket().customer.withdraws()],
  ['not contradicted', anAcknowledgedTicket().agent.resolves().sleeps('5d')],
  ['without an answer', anAcknowledgedTicket().agent.asks().sleeps('7d')],
])('however it ended: %s', (_, ended) => {
  expect(ended.status).toBe('closed');
  expect(ended.later('1h').customer.writes()).toMatchObject({
    status: 'open',
    ticket: { phase: 'review', reopenings: 1 },
  });
});

test('it may be reopened again and again', () => {
  const twice = reopened.agent.resolves().customer.confirms().later('30d').customer.writes();
  expect(twice.ticket.reopenings).toBe(2);
});

test('only its customer reopens it, and only by a message', () => {
  expect(closed.tries.stranger.writes()).toBe('not-your-ticket');
  expect(closed.tries.sysadmin.replies()).toBe('ticket-closed');
  expect(closed.tries.customer.contradicts()).toBe('ticket-closed');
  expect(closed.tries.customer.withdraws()).toBe('ticket-closed');
});
