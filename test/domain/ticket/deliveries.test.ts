import { aTicket, anAcknowledgedTicket } from '../support/story.ts';

const unsent = ({ ticket }: { ticket: { undelivered: { messageId: string; template: string | null }[] } }) =>
  ticket.undelivered.map(({ template }) => template);

test('the acknowledgement waits to be sent from the first instant, and names the reply that is promised', () => {
  const story = aTicket();
  expect(unsent(story)).toEqual(['acknowledgement']);
  expect(story.composed('acknowledgement')).toMatchObject([
    { data: { values: { replyBy: story.promise('first-reply').dueAt } } },
  ]);
});

test('public messages of staff and of Kept wait to be sent, internal ones never', () => {
  const story = anAcknowledgedTicket().agent.replies().agent.notes().customer.writes().agent.estimates('12:00');
  expect(unsent(story)).toEqual([null, null]);
  const late = anAcknowledgedTicket().agent.reviews('simple').sleepsUntil('10:30');
  expect(late.composed('estimate-wanted')).toHaveLength(1);
  expect(unsent(late)).toEqual(['takes-longer']);
});

test('what was accepted, or failed for good, waits no longer', () => {
  expect(unsent(anAcknowledgedTicket().agent.replies().delivered())).toEqual([]);
  const failed = anAcknowledgedTicket().agent.replies().deliveryFails();
  expect(failed.step).toMatchObject([
    { type: 'delivery.failed', data: { reason: 'mailbox full' } },
    // The team is told where it works, and its note is no mail.
    { type: 'message.composed', data: { template: 'undelivered', visibility: 'internal' } },
  ]);
  expect(unsent(failed)).toEqual([]);
});

test('only the delivery of the acknowledgement itself keeps it', () => {
  const replied = aTicket().agent.replies();
  const reply = replied.ticket.undelivered.at(-1)?.messageId ?? '';
  const story = replied.happens({ name: 'deliverySettled', messageIds: [reply], failure: null });
  expect(story.promise('acknowledgement').state).toBe('running');
  expect(unsent(story)).toEqual(['acknowledgement']);
});

test('an acknowledgement that failed is missed when it falls due', () => {
  const story = aTicket().deliveryFails().sleepsUntil('10:02');
  expect(story.promise('acknowledgement').state).toBe('missed');
  expect(story.ticket.phase).toBe('review');
});

test('automatic messages are written by Kept, and named after ticket and sequence, each differently', () => {
  const story = anAcknowledgedTicket().agent.reviews('simple').sleepsUntil('14:00').agent.resolves();
  const ids = story.all('message.composed').map(({ data }) => data.messageId);
  expect(new Set(ids).size).toBe(ids.length);
  story.events.forEach(({ type, data, by }, index) => {
    if (type === 'message.composed') expect([data.messageId, by]).toEqual([`ticket-1.${index + 1}`, 'system']);
  });
});
