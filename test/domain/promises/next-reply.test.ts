import { anAcknowledgedTicket, type Story } from '../support/story.ts';

const answered = anAcknowledgedTicket().agent.replies();
const states = (story: Story) => story.promises('next-reply').map(({ state }) => state);

test('the first message of a ticket is owed a first reply, and no next one', () => {
  expect(states(anAcknowledgedTicket())).toEqual([]);
});

test('while the first reply runs, further messages ride on it', () => {
  expect(states(anAcknowledgedTicket().later('5m').customer.writes())).toEqual([]);
});

test('while a next reply runs, further messages ride on it, and move nothing', () => {
  const story = answered.customer.writes().later('20m').customer.writes();
  expect(states(story)).toEqual(['running']);
  expect(story.promise('next-reply').madeAt).toBe(answered.now);
});

test('a message at the due instant of the first reply still rides on it; a millisecond later it does not', () => {
  expect(states(anAcknowledgedTicket().at('10:10').customer.writes())).toEqual([]);
  expect(states(anAcknowledgedTicket().at('10:10:00.001').customer.writes())).toEqual(['running']);
});

test('after a missed one the next message is owed another, and one reply settles all', () => {
  const story = answered.customer.writes().sleeps('40m').customer.writes();
  expect(states(story)).toEqual(['missed', 'running']);
  const replied = story.later('5m').agent.replies();
  expect(states(replied)).toEqual(['missed', 'kept']);
  expect(replied.promises('next-reply').map(({ settledAt }) => settledAt)).toEqual([replied.now, replied.now]);
});

test('each answered message may be followed by another', () => {
  const story = answered.customer.writes().agent.replies().customer.writes();
  expect(states(story)).toEqual(['kept', 'running']);
});

test('runs at every hour: at night, on Sundays, whoever holds the ticket', () => {
  const story = anAcknowledgedTicket().agent.forwards('billing').at('Sun 03:00').customer.writes();
  expect(story.promise('next-reply').dueAt).toBe(story.later('30m').now);
});

test('does not pause while the customer owes an answer', () => {
  const story = answered.customer.writes().agent.notes();
  const asking = story.customer.writes().later(1).agent.asks().customer.writes();
  expect(asking.promise('next-reply')).toMatchObject({ state: 'running', pause: null });
});

test('a confirmation or a withdrawal is owed no reply', () => {
  expect(states(answered.agent.resolves().customer.confirms())).toEqual([]);
  expect(states(answered.customer.withdraws())).toEqual([]);
});

test('counts from when the message was taken, and never from the future', () => {
  const late = answered.at('11:00');
  expect(late.takenEarlier('10:50').customer.writes().promise('next-reply')).toMatchObject({
    madeAt: answered.at('10:50').now,
    dueAt: answered.at('11:20').now,
  });
  expect(late.takenEarlier('12:00').customer.writes().promise('next-reply').madeAt).toBe(late.now);
});

test("an agent's command counts from workflow time, whatever it claims", () => {
  const late = anAcknowledgedTicket().at('10:11').takenEarlier('10:05').agent.replies();
  expect(late.promise('first-reply')).toMatchObject({ state: 'missed', settledAt: late.now });
});

test('a follow-up rises until somebody answers it', () => {
  const followUp = answered.later('1h').customer.writes();
  expect(answered.ticket.followUpSince).toBeNull();
  expect(followUp.later('5m').customer.writes().ticket.followUpSince).toBe(followUp.now);
  expect(followUp.agent.notes().ticket.followUpSince).toBe(followUp.now);
  expect(followUp.agent.replies().ticket.followUpSince).toBeNull();
});
