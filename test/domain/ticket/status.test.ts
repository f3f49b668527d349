import { statusOf, STATUSES } from '../../../src/domain/ticket/status.ts';
import type { Ticket } from '../../../src/domain/ticket/ticket.ts';
import { anAcknowledgedTicket } from '../support/story.ts';

const story = anAcknowledgedTicket();
const forwarded = story.agent.forwards('sysadmins');
const waiting = story.agent.asks();
const resolved = story.agent.resolves();

const withApproval = (ticket: Ticket, state: Ticket['approvals'][number]['state']): Ticket => ({
  ...ticket,
  approvals: [
    {
      id: 'approval-1',
      type: 'special-request',
      state,
      amount: null,
      vat: null,
      askedBy: 'ada',
      askedAt: ticket.submittedAt,
      dueAt: ticket.submittedAt,
      expiresAt: ticket.submittedAt,
      decisions: [],
      endedAt: null,
      carriedOut: null,
    },
  ],
});

test('the order of statuses', () => {
  expect(STATUSES).toEqual([
    'closed',
    'resolved',
    'waiting-for-customer',
    'waiting-for-approval',
    'waiting-for-team',
    'open',
  ]);
});

test.each([
  ['open', story],
  ['waiting-for-team', forwarded],
  ['waiting-for-customer', waiting],
  ['waiting-for-customer', waiting.agent.forwards('sysadmins')],
  ['resolved', resolved],
  ['closed', resolved.customer.confirms()],
  ['open', resolved.customer.contradicts()],
  ['open', waiting.customer.writes()],
  ['open', forwarded.sysadmin.takes()],
])('%s', (status, { ticket }) => expect(statusOf(ticket)).toBe(status));

test.each([
  ['pending', 'waiting-for-approval'],
  ['partly-approved', 'waiting-for-approval'],
  ['approved', 'open'],
  ['refused', 'open'],
  ['expired', 'open'],
  ['withdrawn', 'open'],
] as const)('an approval that is %s: %s', (state, status) => {
  expect(statusOf(withApproval(story.ticket, state))).toBe(status);
});

test('an approval comes before the team, and after the customer and the end', () => {
  const pending = ({ ticket }: typeof story) => statusOf(withApproval(ticket, 'pending'));
  expect(pending(forwarded)).toBe('waiting-for-approval');
  expect(pending(waiting)).toBe('waiting-for-customer');
  expect(pending(resolved)).toBe('resolved');
  expect(pending(resolved.customer.confirms())).toBe('closed');
});
