import { anAcknowledgedTicket, type Story } from '../support/story.ts';

const fresh = anAcknowledgedTicket();
const handedOver = fresh.agent.forwards('sysadmins');
const assignee = (story: Story) => story.ticket.assignee;

test.each([
  ['taking', fresh.agent.takes()],
  ['a public reply', fresh.agent.replies()],
  ['a question', fresh.agent.asks()],
  ['an estimate', fresh.agent.estimates('16:00')],
  ['a resolution', fresh.agent.resolves()],
])('%s takes what nobody has', (_, story) => {
  expect(assignee(story)).toBe('agent-1');
  expect(story.all('ticket.taken')).toMatchObject([{ by: 'agent-1', data: { assignee: 'agent-1' } }]);
});

test.each([
  ['an internal note', fresh.agent.notes()],
  ['a review', fresh.agent.reviews('simple')],
  ['a question to another team', fresh.agent.consults('billing')],
  ["the customer's message", fresh.customer.writes()],
])('%s takes nothing', (_, story) => expect(assignee(story)).toBeNull());

test('taking what one has already changes nothing and is no fault', () => {
  expect(fresh.agent.takes().agent.takes().step).toEqual([]);
});

test('a colleague may write without taking it away', () => {
  expect(assignee(fresh.agent.takes().colleague.replies())).toBe('agent-1');
});

test('release and assignment move it', () => {
  const released = fresh.agent.takes().colleague.releases();
  expect(assignee(released)).toBeNull();
  expect(assignee(released.colleague.takes())).toBe('agent-2');
  const assigned = fresh.agent.takes().colleague.assigns('agent-2');
  expect(assigned.step).toMatchObject([
    { type: 'ticket.assigned', data: { assignee: 'agent-2', previous: 'agent-1' } },
  ]);
  expect(assigned.colleague.assigns('agent-2').step).toEqual([]);
});

test('a hand-over leaves it to nobody', () => {
  expect(assignee(fresh.agent.takes().agent.forwards('sysadmins'))).toBeNull();
});

test('handed over, it is picked up by taking, writing or assignment', () => {
  for (const story of [
    handedOver.sysadmin.takes(),
    handedOver.sysadmin.replies(),
    handedOver.manager.assigns('sysadmin-1'),
  ]) {
    expect(story).toMatchObject({ status: 'open', ticket: { assignee: 'sysadmin-1', phase: 'specialist' } });
    expect(story.promise('pick-up').state).toBe('kept');
  }
});

test('who has it keeps it through resolution and contradiction', () => {
  expect(assignee(fresh.agent.resolves().customer.contradicts())).toBe('agent-1');
});
