import { after, DAY } from '../../../src/domain/calendar/instant.ts';
import { anAcknowledgedTicket } from '../support/story.ts';
import { when } from '../support/when.ts';

const asked = anAcknowledgedTicket().agent.reviews('complex').agent.asks();
const at = (text: string) => when(text, asked.now);

test('a question begins waiting, a customer message ends it', () => {
  expect(asked.status).toBe('waiting-for-customer');
  expect(asked.customer.writes()).toMatchObject({ status: 'open', ticket: { waiting: null } });
});

test('neither a further message of staff nor a note ends it', () => {
  expect(asked.agent.replies().agent.notes().status).toBe('waiting-for-customer');
});

test.each([
  ['Tue 09:59:59.999', 0],
  ['Tue 10:00', 1],
  ['Wed 09:59:59.999', 1],
  ['Wed 10:00', 2],
  ['2026-06-15 09:59:59.999', 2],
])('until %s there are %i reminders', (until, count) => {
  const story = asked.sleepsUntil(until);
  expect(story.composed('answer-reminder')).toHaveLength(count);
  expect(story.all('reminder.sent').map(({ data }) => data.number)).toEqual([1, 2].slice(0, count));
  expect(story.status).toBe('waiting-for-customer');
});

test('after seven times 24 hours it is closed for want of an answer', () => {
  const story = asked.sleepsUntil('2026-06-15 10:00');
  expect(story.status).toBe('closed');
  expect(story.ticket).toMatchObject({ outcome: 'no-answer', closedAt: at('2026-06-15 10:00'), waiting: null });
  expect(story.step.every(({ by }) => by === 'system')).toBe(true);
});

test('days are 24 hours, whatever the clock on the wall does', () => {
  const autumn = anAcknowledgedTicket({ at: '2026-10-23 10:00' }).agent.asks();
  expect(autumn.sleepsUntil('2026-10-25 08:59:59.999').all('reminder.sent')).toHaveLength(1);
  expect(autumn.sleepsUntil('2026-10-25 09:00').all('reminder.sent')).toHaveLength(2);
});

test('an answer at the last instant is in time', () => {
  expect(asked.at('2026-06-15 10:00').customer.writes()).toMatchObject({ status: 'open', ticket: { reopenings: 0 } });
  expect(asked.at('2026-06-15 10:00:00.001').customer.writes().ticket.reopenings).toBe(1);
});

test('an answer taken in time counts, however late it is decided', () => {
  const late = asked.at('2026-06-15 11:00').takenEarlier('2026-06-15 09:00').customer.writes();
  expect(late).toMatchObject({ status: 'open', ticket: { reopenings: 0 } });
});

test('another question starts the silence anew', () => {
  const again = asked.sleepsUntil('Tue 12:00').agent.asks();
  expect(again.ticket.waiting).toMatchObject({
    since: at('Tue 12:00'),
    remindersSent: 0,
    closesAt: at('2026-06-16 12:00'),
  });
  expect(again.sleepsUntil('Wed 11:59').all('reminder.sent')).toHaveLength(1);
  expect(
    again
      .sleepsUntil('Wed 12:00')
      .all('reminder.sent')
      .map(({ data }) => data.number),
  ).toEqual([1, 1]);
});

test('after the answer nobody is reminded and nothing closes', () => {
  const story = asked.at('18:00').customer.writes().agent.replies().agent.estimates('Fri 18:00');
  const later = story.sleepsUntil('Fri 10:00');
  expect([later.all('reminder.sent'), later.status]).toEqual([[], 'open']);
});

test('all that came due while the engine was away happens in order', () => {
  const story = asked.at('2026-06-16 10:00').wakes();
  const what = story.step.flatMap(({ type }) => (type === 'reminder.sent' || type === 'ticket.closed' ? [type] : []));
  expect(what).toEqual(['reminder.sent', 'reminder.sent', 'ticket.closed']);
});

test("a customer's word is never older than a day: no request is on its way for longer", () => {
  const resolved = asked.agent.resolves();
  const verdict = resolved.ask({
    name: 'confirmResolution',
    actor: { id: resolved.ticket.customer, role: 'customer', teams: [] },
    takenAt: '0001-01-01T00:00:00.000Z',
    data: { solved: false, messageId: null },
  });
  if (verdict.type !== 'decided') throw new Error('refused');
  expect(new Set(verdict.events.map(({ at: happened }) => happened))).toEqual(new Set([after(resolved.now, -DAY)]));
});
