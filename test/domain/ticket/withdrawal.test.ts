import { anAcknowledgedTicket, aTicket } from '../support/story.ts';

const reviewed = anAcknowledgedTicket().agent.reviews('non-standard');

test.each([
  ['just submitted', aTicket()],
  ['under review', reviewed],
  ['waiting for the customer', reviewed.agent.asks()],
  ['handed over', reviewed.agent.forwards('sysadmins')],
  ['at the specialists', reviewed.agent.forwards('sysadmins').sysadmin.takes()],
  ['resolved', anAcknowledgedTicket().agent.resolves()],
])('a ticket %s may be withdrawn, and nothing runs on', (_, story) => {
  const withdrawn = story.customer.withdraws();
  expect(withdrawn).toMatchObject({
    status: 'closed',
    nextDeadline: null,
    ticket: { outcome: 'withdrawn', waiting: null, resolved: null },
  });
  expect(withdrawn.ticket.promises.filter(({ state }) => state === 'running')).toEqual([]);
  expect(withdrawn.composed('closed')).toHaveLength(1);
});

test('only by its customer, and once', () => {
  expect(reviewed.tries.stranger.withdraws()).toBe('not-your-ticket');
  expect(reviewed.tries.manager.withdraws()).toBe('not-your-ticket');
  expect(reviewed.customer.withdraws().tries.customer.withdraws()).toBe('ticket-closed');
});

test('what was missed before stays missed', () => {
  const story = anAcknowledgedTicket().at('10:11').customer.withdraws();
  expect(story.promise('first-reply')).toMatchObject({ state: 'missed', settledAt: null });
});

test('a timer that comes after it finds nothing to do', () => {
  expect(reviewed.customer.withdraws().later('1d').wakes().step).toEqual([]);
});

test('a delivery that settles after it is journalled, and changes nothing else', () => {
  const story = aTicket().customer.withdraws().delivered();
  expect(story.step).toMatchObject([{ type: 'delivery.accepted' }]);
  expect(story.ticket).toMatchObject({ phase: 'resolve', undelivered: [] });
  expect(story.promise('acknowledgement').state).toBe('withdrawn');
});
