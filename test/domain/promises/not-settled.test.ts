import type { PromiseKind } from '../../../src/domain/promises/promise.ts';
import { anAcknowledgedTicket, aTicket, type Story } from '../support/story.ts';

const acknowledged = anAcknowledgedTicket();
const followedUp = acknowledged.agent.replies().customer.writes();
const simple = acknowledged.agent.reviews('simple');
const nonStandard = acknowledged.agent.reviews('non-standard');
const handedOver = simple.agent.forwards('sysadmins');

/** What looks like settling a promise, and is not. */
const CASES: [kind: PromiseKind, what: string, story: Story][] = [
  ['acknowledgement', 'a human replies', aTicket().agent.replies()],
  ['acknowledgement', 'the delivery failed', aTicket().deliveryFails()],
  ['acknowledgement', 'it is resolved', aTicket().agent.resolves()],
  ['first-reply', 'it is acknowledged', acknowledged],
  ['first-reply', 'an internal note', acknowledged.agent.notes()],
  ['first-reply', 'it is taken', acknowledged.agent.takes()],
  ['first-reply', 'its kind is decided', simple],
  ['first-reply', 'another team is consulted', acknowledged.agent.consults('billing')],
  ['first-reply', 'the customer writes again', acknowledged.customer.writes()],
  ['next-reply', 'an internal note', followedUp.agent.notes()],
  ['next-reply', 'it is taken', followedUp.agent.takes()],
  ['next-reply', 'the customer writes again', followedUp.customer.writes()],
  ['status-update', 'an internal note', simple.agent.notes()],
  ['status-update', 'the customer writes', simple.customer.writes()],
  ['status-update', 'another team answers', simple.agent.consults('billing').biller.answers()],
  ['estimate', 'a reply', nonStandard.agent.replies()],
  ['resolution', 'a reply', simple.agent.replies()],
  ['pick-up', 'an internal note of the new team', handedOver.sysadmin.notes()],
  ['pick-up', 'the customer writes', handedOver.customer.writes()],
  ['pick-up', 'another team answers a question', handedOver.sysadmin.consults('billing').biller.answers()],
];

test.each(CASES)('%s still runs when %s', (kind, _, story) => {
  expect(story.promise(kind, 1)).toMatchObject({ state: 'running', settledAt: null });
  expect(story.promises(kind).filter(({ subject }) => subject === null)).toHaveLength(1);
});

/** What takes a running promise back. */
const WITHDRAWN: [kind: PromiseKind, reason: string, story: Story][] = [
  ['first-reply', 'ticket-withdrawn', acknowledged.customer.withdraws()],
  ['next-reply', 'ticket-withdrawn', followedUp.customer.withdraws()],
  ['status-update', 'resolved', simple.agent.resolves()],
  ['status-update', 'handed-over', simple.agent.forwards('billing')],
  ['estimate', 'handed-over', nonStandard.agent.forwards('billing')],
  ['estimate', 'reviewed-again', nonStandard.agent.reviews('simple')],
  ['status-update', 'reviewed-again', simple.agent.reviews('complex')],
  ['resolution', 're-estimated', simple.agent.forwards('billing')],
  ['resolution', 're-estimated', simple.agent.reviews('complex')],
  ['resolution', 're-estimated', simple.agent.estimates('12:00')],
  ['resolution', 'ticket-withdrawn', simple.customer.withdraws()],
  ['pick-up', 'handed-over', handedOver.sysadmin.forwards('datacentre')],
  ['pick-up', 'resolved', simple.agent.consults('billing').agent.resolves()],
  ['acknowledgement', 'ticket-withdrawn', aTicket().customer.withdraws()],
  ['acknowledgement', 'closed', aTicket().agent.resolves().customer.confirms()],
];

test.each(WITHDRAWN)('%s is withdrawn: %s', (kind, reason, story) => {
  expect(story.promise(kind, 1)).toMatchObject({ state: 'withdrawn', settledAt: story.now, pause: null });
  const [event] = story.all('promise.withdrawn').filter(({ data }) => data.kind === kind && data.cycle === 1);
  expect(event?.data.reason).toBe(reason);
});

test('only what a newer one replaced counts as re-estimated', () => {
  const flags = (story: Story) => story.promises('resolution').map(({ state, reestimated }) => [state, reestimated]);
  expect(flags(simple.agent.estimates('12:00'))).toEqual([
    ['withdrawn', true],
    ['running', false],
  ]);
  expect(flags(simple.customer.withdraws())).toEqual([['withdrawn', false]]);
});

test('a miss is never taken back', () => {
  const late = nonStandard.sleepsUntil('13:00');
  expect(late.promise('estimate', 1).state).toBe('missed');
  for (const story of [late.agent.forwards('billing'), late.agent.reviews('simple'), late.customer.withdraws()]) {
    expect(story.promise('estimate', 1)).toMatchObject({ state: 'missed', settledAt: null });
  }
});
