import { after, type Milliseconds } from '../../../src/domain/calendar/instant.ts';
import type { PromiseKind } from '../../../src/domain/promises/promise.ts';
import { anAcknowledgedTicket, aTicket, type Story } from '../support/story.ts';
import { when } from '../support/when.ts';

const review = (kind: 'simple' | 'standard' | 'complex' | 'non-standard') => anAcknowledgedTicket().agent.reviews(kind);
const handedOver = anAcknowledgedTicket().agent.reviewsAndForwards('standard', 'sysadmins');

interface Case {
  kind: PromiseKind;
  what: string;
  given: Story;
  due: string;
  settledBy: (story: Story) => Story;
}

/** Every promise: made by what, due when, settled by what. It is Monday 8 June 2026, 10:00 in Central Europe. */
// prettier-ignore
const CASES: Case[] = [
  { kind: 'acknowledgement', what: 'ticket', given: aTicket(), due: '10:02', settledBy: (story) => story.delivered() },
  { kind: 'acknowledgement', what: 'e-mail', given: aTicket({ channel: 'email' }), due: '10:02', settledBy: (story) => story.delivered() },
  { kind: 'acknowledgement', what: 'chat', given: aTicket({ channel: 'chat' }), due: '10:01', settledBy: (story) => story.delivered() },
  { kind: 'first-reply', what: 'reply', given: anAcknowledgedTicket(), due: '10:10', settledBy: ({ agent }) => agent.replies() },
  { kind: 'first-reply', what: 'question', given: anAcknowledgedTicket(), due: '10:10', settledBy: ({ agent }) => agent.asks() },
  { kind: 'first-reply', what: 'resolution', given: anAcknowledgedTicket(), due: '10:10', settledBy: ({ agent }) => agent.resolves() },
  { kind: 'first-reply', what: 'hand-over', given: anAcknowledgedTicket(), due: '10:10', settledBy: ({ agent }) => agent.forwards('billing') },
  { kind: 'first-reply', what: 'review and hand-over', given: anAcknowledgedTicket(), due: '10:10', settledBy: ({ agent }) => agent.reviewsAndForwards('simple', 'billing') },
  { kind: 'first-reply', what: 'estimate', given: anAcknowledgedTicket(), due: '10:10', settledBy: ({ agent }) => agent.estimates('18:00') },
  { kind: 'first-reply', what: 'a manager', given: anAcknowledgedTicket(), due: '10:10', settledBy: ({ manager }) => manager.replies() },
  { kind: 'next-reply', what: 'reply', given: anAcknowledgedTicket().agent.replies().at('11:00').customer.writes(), due: '11:30', settledBy: ({ agent }) => agent.replies() },
  { kind: 'next-reply', what: 'resolution', given: anAcknowledgedTicket().agent.replies().at('11:00').customer.writes(), due: '11:30', settledBy: ({ agent }) => agent.resolves() },
  { kind: 'next-reply', what: 'hand-over', given: anAcknowledgedTicket().agent.replies().at('11:00').customer.writes(), due: '11:30', settledBy: ({ agent }) => agent.forwards('billing') },
  { kind: 'status-update', what: 'simple', given: review('simple'), due: '11:00', settledBy: ({ agent }) => agent.replies() },
  { kind: 'status-update', what: 'standard', given: review('standard'), due: '11:00', settledBy: ({ agent }) => agent.asks() },
  { kind: 'status-update', what: 'complex', given: review('complex'), due: '12:00', settledBy: ({ agent }) => agent.replies() },
  { kind: 'status-update', what: 'non-standard', given: review('non-standard'), due: '12:00', settledBy: ({ agent }) => agent.estimates('Tue 10:00') },
  { kind: 'estimate', what: 'non-standard', given: review('non-standard'), due: '12:00', settledBy: ({ agent }) => agent.estimates('Tue 10:00') },
  { kind: 'resolution', what: 'simple', given: review('simple'), due: '10:30', settledBy: ({ agent }) => agent.resolves() },
  { kind: 'resolution', what: 'standard', given: review('standard'), due: '12:00', settledBy: ({ agent }) => agent.resolves() },
  { kind: 'resolution', what: 'complex, 24/7', given: review('complex'), due: '2026-06-10 00:00', settledBy: ({ agent }) => agent.resolves() },
  { kind: 'resolution', what: 'complex, sysadmins', given: anAcknowledgedTicket().agent.reviewsAndForwards('complex', 'sysadmins'), due: 'Tue 22:00', settledBy: ({ sysadmin }) => sysadmin.resolves() },
  { kind: 'resolution', what: 'estimated', given: review('non-standard').agent.estimates('16:00'), due: '16:00', settledBy: ({ agent }) => agent.resolves() },
  { kind: 'pick-up', what: 'taken', given: handedOver, due: '10:30', settledBy: ({ sysadmin }) => sysadmin.takes() },
  { kind: 'pick-up', what: 'written to', given: handedOver, due: '10:30', settledBy: ({ sysadmin }) => sysadmin.replies() },
  { kind: 'pick-up', what: 'assigned', given: handedOver, due: '10:30', settledBy: ({ manager }) => manager.assigns('sysadmin-2') },
  { kind: 'pick-up', what: 'answered', given: review('simple').agent.consults('datacentre'), due: '10:30', settledBy: ({ technician }) => technician.answers() },
];

describe.each(CASES)('$kind ($what), due $due', ({ kind, given, due, settledBy }) => {
  const dueAt = when(due, given.now);
  const { cycle } = given.promise(kind);
  const of = (story: Story) => story.promise(kind, cycle);
  const settledAfter = (ms: Milliseconds, story: Story = given) => of(settledBy(story.at(after(dueAt, ms))));
  const asleep = (ms: Milliseconds) => given.sleepsUntil(after(dueAt, ms));

  test('is made now and runs', () => {
    expect(of(given)).toMatchObject({
      state: 'running',
      cycle: 1,
      madeAt: given.now,
      dueAt,
      settledAt: null,
      pause: null,
    });
  });

  test.each([-1, 0])('is kept when settled at its due instant %i ms', (ms) => {
    expect(settledAfter(ms)).toMatchObject({ state: 'kept', dueAt, settledAt: after(dueAt, ms) });
  });

  test('is missed when settled a millisecond late, although no timer fired', () => {
    expect(settledAfter(1)).toMatchObject({ state: 'missed', dueAt, settledAt: after(dueAt, 1) });
  });

  test('runs a millisecond before, and is missed from its due instant on', () => {
    expect(of(asleep(-1))).toMatchObject({ state: 'running', settledAt: null });
    expect(of(asleep(0))).toMatchObject({ state: 'missed', dueAt, settledAt: null });
  });

  test('stays missed when it is settled later, with the instant of that', () => {
    expect(settledAfter(60_000, asleep(0))).toMatchObject({ state: 'missed', dueAt, settledAt: after(dueAt, 60_000) });
  });

  test('is journalled as missed once, with due, fired and lateness', () => {
    const late = settledBy(given.at(after(dueAt, 1500)));
    const misses = late.all('promise.missed').filter(({ data }) => data.kind === kind && data.cycle === cycle);
    expect(misses).toMatchObject([{ data: { rung: 100, dueAt, firedAt: after(dueAt, 1500), latenessMs: 1500 } }]);
    const settled = late.all('promise.settled').filter(({ data }) => data.kind === kind && data.cycle === cycle);
    expect(settled).toMatchObject([{ data: { dueAt, lateByMs: 1500 } }]);
  });
});
