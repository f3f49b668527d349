import { anAcknowledgedTicket, type Story } from '../support/story.ts';
import { when } from '../support/when.ts';

const reviewed = anAcknowledgedTicket().agent.reviews('simple').agent.estimates('Wed 10:00');
const updates = (story: Story) => story.promises('status-update').map(({ state, dueAt }) => [state, dueAt]);
const at = (text: string) => when(text, reviewed.now);

test('is not owed before the kind is decided', () => {
  expect(updates(anAcknowledgedTicket().agent.replies())).toEqual([]);
});

test('a public message keeps it and makes the next', () => {
  const story = anAcknowledgedTicket().agent.reviews('simple').at('10:20').agent.replies();
  expect(updates(story)).toEqual([
    ['kept', at('11:00')],
    ['running', at('11:20')],
  ]);
});

test('a miss is followed by the next from its due instant, with one progress message each', () => {
  const story = reviewed.sleepsUntil('13:30');
  expect(updates(story).slice(1)).toEqual([
    ['missed', at('11:00')],
    ['missed', at('12:00')],
    ['missed', at('13:00')],
    ['running', at('14:00')],
  ]);
  expect(story.composed('progress').map((event) => event.at)).toEqual([at('11:00'), at('12:00'), at('13:00')]);
});

test('several misses noticed at once are all journalled, with a single progress message', () => {
  const story = reviewed.at('13:30').wakes();
  expect(story.all('promise.missed').filter(({ data }) => data.kind === 'status-update')).toHaveLength(3);
  expect(updates(story).at(-1)).toEqual(['running', at('14:00')]);
  expect(story.composed('progress')).toHaveLength(1);
});

test('the next one counts from the due instant even when the miss is noticed late', () => {
  expect(updates(reviewed.at('11:40').wakes()).at(-1)).toEqual(['running', at('12:00')]);
});

test('the progress message says who has it, since when, and by when what comes', () => {
  const values = (story: Story) => story.composed('progress').at(-1)?.data.values;
  const facts = { team: 'support', assignee: 'agent-1', heldSince: at('10:00'), resolutionBy: at('Wed 10:00') };
  expect(values(reviewed.sleepsUntil('11:00'))).toEqual({ ...facts, nextUpdateBy: at('12:00') });
  // However late it is noticed, no instant that has passed is promised.
  expect(values(reviewed.at('13:30').wakes())).toEqual({ ...facts, nextUpdateBy: at('14:00') });
  expect(values(reviewed.at('Wed 10:30').wakes())).toMatchObject({ resolutionBy: null, nextUpdateBy: at('Wed 11:00') });
});

test('the progress message is no human reply', () => {
  const story = anAcknowledgedTicket().agent.reviews('simple').sleepsUntil('11:00');
  expect(story.composed('progress')).toHaveLength(1);
  expect(story.promise('first-reply').settledAt).toBeNull();
});

test('one reply after misses settles them all and makes one', () => {
  const story = reviewed.sleepsUntil('12:30').agent.replies();
  const settled = story.promises('status-update').map(({ state, settledAt }) => [state, settledAt]);
  expect(settled).toEqual([
    ['kept', reviewed.now],
    ['missed', story.now],
    ['missed', story.now],
    ['kept', story.now],
    ['running', null],
  ]);
  expect(story.promise('status-update').dueAt).toBe(at('13:30'));
});

test('runs in the hours of the team that holds the ticket', () => {
  const story = anAcknowledgedTicket({ at: '2026-06-12 21:30' }).agent.reviewsAndForwards('simple', 'sysadmins');
  expect(story.promise('status-update').dueAt).toBe(when('Mon 08:30', story.now));
});

test('a hand-over withdraws it, and its message makes it anew in the new hours', () => {
  const story = anAcknowledgedTicket({ at: '2026-06-12 21:00' })
    .agent.reviews('simple')
    .later('10m')
    .agent.forwards('sysadmins');
  expect(updates(story)).toEqual([
    ['withdrawn', when('22:00', story.now)],
    ['running', when('Mon 08:10', story.now)],
  ]);
});

test('no update is owed once it is resolved', () => {
  const story = reviewed.agent.resolves().agent.replies();
  expect(story.promise('status-update').state).toBe('withdrawn');
  expect(story.sleeps('4h').composed('progress')).toEqual([]);
});

test('a resolution settles what was missed of it', () => {
  const story = reviewed.sleepsUntil('11:30').agent.resolves();
  expect(story.promise('status-update', 2)).toMatchObject({ state: 'missed', settledAt: story.now });
});
