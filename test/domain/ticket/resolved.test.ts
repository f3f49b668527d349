import { anAcknowledgedTicket, type Story } from '../support/story.ts';
import { when } from '../support/when.ts';

const atWork = anAcknowledgedTicket().agent.reviewsAndForwards('standard', 'sysadmins').sysadmin.takes();
const resolved = atWork.at('11:00').sysadmin.resolves();
const running = (story: Story) =>
  story.ticket.promises
    .filter(({ state }) => state === 'running')
    .map(({ kind }) => kind)
    .sort();

test('the resolution is a public message, and the customer is asked to confirm', () => {
  expect(resolved.all('message.added').at(-1)?.data).toMatchObject({ visibility: 'public', author: 'agent' });
  expect(resolved.composed('confirmation-wanted')).toMatchObject([
    { data: { visibility: 'public', values: { closesAt: when('Sat 11:00', resolved.now) } } },
  ]);
});

test('nothing runs on', () => expect(running(resolved)).toEqual([]));

test('it ends waiting for an answer', () => {
  const story = atWork.sysadmin.asks().sysadmin.resolves();
  expect(story).toMatchObject({ status: 'resolved', ticket: { waiting: null } });
  expect(story.sleepsUntil('Tue 12:00').all('reminder.sent')).toEqual([]);
});

test.each([
  ['Wed 10:59:59.999', 0, 'resolved'],
  ['Wed 11:00', 1, 'resolved'],
  ['Sat 10:59:59.999', 1, 'resolved'],
  ['Sat 11:00', 1, 'closed'],
])('silent until %s: %i reminders, %s', (until, count, status) => {
  const story = resolved.sleepsUntil(until);
  expect([story.composed('confirmation-reminder').length, story.status]).toEqual([count, status]);
});

test('five times 24 hours of silence are taken for consent', () => {
  expect(resolved.sleepsUntil('Sat 11:00').ticket).toMatchObject({
    outcome: 'not-contradicted',
    phase: 'resolve',
    resolved: null,
  });
});

test('confirmed, it is closed', () => {
  const story = resolved.later('1h').customer.confirms();
  expect(story).toMatchObject({
    status: 'closed',
    nextDeadline: null,
    ticket: { outcome: 'confirmed', closedAt: story.now },
  });
  expect(story.composed('closed')).toMatchObject([{ data: { values: { outcome: 'confirmed' } } }]);
});

describe.each([
  ['"not solved"', (story: Story) => story.customer.contradicts()],
  ["a customer's message", (story: Story) => story.customer.writes()],
])('%s', (_, say) => {
  const back = say(resolved.at('Tue 21:30'));

  test('puts it back to work with the same team and person', () => {
    expect(back).toMatchObject({
      status: 'open',
      ticket: {
        phase: 'specialist',
        team: 'sysadmins',
        assignee: 'sysadmin-1',
        resolved: null,
        outcome: null,
        reopenings: 0,
      },
    });
    expect(back.ticket.followUpSince).toBe(back.now);
  });

  test('makes next reply, status update and resolution anew', () => {
    expect(running(back)).toEqual(['next-reply', 'resolution', 'status-update']);
    expect(back.promise('next-reply').dueAt).toBe(when('22:00', back.now));
    expect(back.promise('status-update').dueAt).toBe(when('Wed 08:30', back.now));
    expect(back.promise('resolution')).toMatchObject({ cycle: 2, dueAt: when('Wed 09:30', back.now) });
  });

  test('leaves what was kept and missed as it was', () => {
    expect(back.promise('resolution', 1)).toEqual(resolved.promise('resolution', 1));
  });

  test('stops reminders and closing', () => {
    const later = back.sysadmin.estimates('2026-06-30 12:00').sleepsUntil('2026-06-16 12:00');
    expect([later.all('reminder.sent'), later.status]).toEqual([[], 'open']);
  });

  test('counts as contradiction to the last instant, and as reopening from then on', () => {
    expect(say(resolved.at('Sat 11:00')).ticket).toMatchObject({ phase: 'specialist', reopenings: 0 });
  });

  test('of first line goes back to review', () => {
    expect(say(anAcknowledgedTicket().agent.resolves()).ticket).toMatchObject({ phase: 'review', team: 'support' });
  });
});

test('staff may add a word meanwhile, which changes nothing of that', () => {
  const story = resolved.sysadmin.replies().sysadmin.notes();
  expect([story.status, story.ticket.resolved]).toEqual(['resolved', resolved.ticket.resolved]);
});

test('resolved twice, both resolutions are kept', () => {
  const twice = resolved.at('11:30').customer.contradicts().at('12:00').sysadmin.resolves();
  expect(twice.promises('resolution').map(({ cycle, state }) => [cycle, state])).toEqual([
    [1, 'kept'],
    [2, 'kept'],
  ]);
  expect(twice.ticket.resolved).toMatchObject({ since: twice.now, remindersSent: 0 });
});
