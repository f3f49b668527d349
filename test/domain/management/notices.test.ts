import { noticesOf } from '../../../src/domain/management/notices.ts';
import { after, HOUR } from '../../../src/domain/calendar/instant.ts';
import { evolve } from '../../../src/domain/ticket/evolve.ts';
import type { TicketEvent } from '../../../src/domain/ticket/events.ts';
import type { Ticket } from '../../../src/domain/ticket/ticket.ts';
import { anAcknowledgedTicket } from '../support/story.ts';
import { policy } from '../support/shipped-policy.ts';
import { inWords } from './given-directory.ts';

test('each rung of a batch of events is one notice, with the number of its event', () => {
  const taken = anAcknowledgedTicket().agent.takes();
  const { ticket, step, now } = taken.at('10:12').wakes();
  const notices = noticesOf(policy, ticket, step);
  expect(notices).toMatchObject([
    { kind: 'first-reply', cycle: 1, rung: 50, firedAt: now, latenessMs: 7 * 60_000, team: 'support' },
    { rung: 75, latenessMs: 4.5 * 60_000 },
    { rung: 100, latenessMs: 2 * 60_000 },
  ]);
  expect(notices.map(({ seq }) => seq)).toEqual([1, 2, 3].map((number) => taken.ticket.seq + number));
  expect(inWords(notices[1]!.recipients)).toEqual(['agent-1 as assignee', 'manager-1 as team-lead']);
  expect(noticesOf(policy, taken.ticket, taken.step)).toEqual([]);
});

describe('an approval that is asked for', () => {
  const { ticket, now: at } = anAcknowledgedTicket();
  const dueAt = after(at, 4 * HOUR);
  const promise = { kind: 'decision' as const, cycle: 1, clock: 'wall' as const, rungs: [], subject: 'approval-1' };
  const made: TicketEvent = { type: 'promise.made', at, by: 'agent-1', data: { ...promise, madeAt: at, dueAt } };
  const asked: TicketEvent = {
    type: 'approval.asked',
    at,
    by: 'agent-1',
    data: {
      approvalId: 'approval-1',
      type: 'billing-credit',
      amount: { minor: 50_000, currency: 'EUR' },
      vat: null,
      messageId: 'why',
      dueAt,
      expiresAt: dueAt,
    },
  };

  test.each([
    ['promised before', [made, asked]],
    ['promised after', [asked, made]],
  ])('is told at once to who may decide it: %s', (_order, events) => {
    const after = events.reduce<Ticket>(evolve, ticket);
    const [notice, ...more] = noticesOf(policy, after, events);
    expect(notice).toMatchObject({ kind: 'decision', cycle: 1, rung: 0, dueAt: at, firedAt: at, latenessMs: 0 });
    expect(inWords(notice!.recipients)).toEqual(['manager-2 as duty-manager']);
    expect(more).toEqual([]);
    expect(after.untold).toEqual([{ kind: 'decision', cycle: 1, rung: 0 }]);
  });
});
