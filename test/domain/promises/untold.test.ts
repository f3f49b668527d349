import { evolve } from '../../../src/domain/ticket/evolve.ts';
import { rungTold } from '../../../src/domain/promises/rung-told.ts';
import type { TicketEvent } from '../../../src/domain/ticket/events.ts';
import { anAcknowledgedTicket, type Story } from '../support/story.ts';

const untold = ({ ticket }: Story) => (ticket.untold ?? []).map(({ kind, cycle, rung }) => `${kind} ${cycle} ${rung}`);
const FIRST_REPLY = ['first-reply 1 50', 'first-reply 1 75', 'first-reply 1 100'];

describe('what management has still to be told', () => {
  const late = anAcknowledgedTicket().sleepsUntil('10:12');

  test('each rung that fired, the miss among them, in order', () => {
    expect(untold(anAcknowledgedTicket())).toEqual([]);
    expect(untold(late)).toEqual(FIRST_REPLY);
  });

  test('told or given up, not what fired meanwhile', () => {
    const [first, second] = late.ticket.untold!;
    for (const failure of [null, 'the way is closed']) {
      const told = late.happens({ name: 'managementTold', notices: [first!, second!], failure });
      expect(told.step).toEqual([
        { type: 'management.told', at: late.now, by: 'system', data: { notices: [first, second], failure } },
      ]);
      expect(untold(told)).toEqual(FIRST_REPLY.slice(2));
    }
  });

  test('also of a ticket that is closed', () => {
    const closed = late.customer.withdraws();
    const told = closed.happens({ name: 'managementTold', notices: closed.ticket.untold!, failure: null });
    expect([untold(closed), untold(told)]).toEqual([FIRST_REPLY, []]);
    expect(told.ticket.phase).toBe('resolve');
  });

  test('a ticket of older code has none of it', () => {
    const { untold: _untold, ...older } = late.ticket;
    const told: TicketEvent = {
      type: 'management.told',
      at: late.now,
      by: 'system',
      data: { notices: [], failure: null },
    };
    expect(evolve(older, told).untold).toEqual([]);
  });
});

test('a decision is told from its making on: rung 0 is the asking', () => {
  const { data } = anAcknowledgedTicket().all('promise.made')[0]!;
  const at = data.madeAt;
  const made = (kind: 'decision' | 'pick-up'): TicketEvent => ({
    type: 'promise.made',
    at,
    by: 'ada',
    data: { ...data, kind, cycle: 2, subject: 'approval-1' },
  });
  expect(rungTold(made('decision'))).toEqual({
    kind: 'decision',
    cycle: 2,
    rung: 0,
    dueAt: at,
    firedAt: at,
    latenessMs: 0,
  });
  expect(rungTold(made('pick-up'))).toBeNull();
});
