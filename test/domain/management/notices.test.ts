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
  const { step, now } = taken.at('10:12').wakes();
  const notices = noticesOf(policy, taken.ticket, step);
  expect(notices).toMatchObject([
    { kind: 'first-reply', cycle: 1, rung: 50, firedAt: now, latenessMs: 7 * 60_000, team: 'support' },
    { rung: 75, latenessMs: 4.5 * 60_000 },
    { rung: 100, latenessMs: 2 * 60_000 },
  ]);
  expect(notices.map(({ seq }) => seq)).toEqual([1, 2, 3].map((number) => taken.ticket.seq + number));
  expect(inWords(notices[1]!.recipients)).toEqual(['agent-1 as assignee', 'manager-1 as team-lead']);
  expect(noticesOf(policy, anAcknowledgedTicket().ticket, taken.step)).toEqual([]);
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

  test('is told at once to who may decide it', () => {
    const events = [asked, made];
    const [notice, ...more] = noticesOf(policy, ticket, events);
    expect(notice).toMatchObject({ kind: 'decision', cycle: 1, rung: 0, dueAt: at, firedAt: at, latenessMs: 0 });
    expect(inWords(notice!.recipients)).toEqual(['manager-2 as duty-manager']);
    expect(more).toEqual([]);
    expect(events.reduce<Ticket>(evolve, ticket).untold).toEqual([{ kind: 'decision', cycle: 1, rung: 0 }]);
  });

  test('is told as it was then, whatever the same step made of it afterwards', () => {
    const withdrawn: TicketEvent = {
      type: 'approval.withdrawn',
      at,
      by: 'agent-1',
      data: { approvalId: 'approval-1', reason: 'withdrawn' },
    };
    const [notice] = noticesOf(policy, ticket, [asked, made, withdrawn]);
    expect(inWords(notice!.recipients)).toEqual(['manager-2 as duty-manager']);
  });

  test('who holds the ticket when a rung is told is told of it, not who takes it afterwards', () => {
    const taken = anAcknowledgedTicket().agent.takes();
    const warned = taken.at('10:05').wakes();
    const released: TicketEvent = { type: 'ticket.released', at, by: 'agent-1', data: { assignee: 'agent-1' } };
    const [before, later] = [
      [...warned.step, released],
      [released, ...warned.step],
    ].map((events) => noticesOf(policy, taken.ticket, events).map(({ recipients }) => inWords(recipients)));
    expect(before).toEqual([['agent-1 as assignee']]);
    expect(later).not.toEqual(before);
  });
});
