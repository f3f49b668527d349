import { SYSTEM } from '../../src/domain/ticket/actor.ts';
import type { TicketEvent } from '../../src/domain/ticket/events.ts';
import { CAST } from '../domain/support/cast.ts';
import { aTicket, anAcknowledgedTicket } from '../domain/support/story.ts';
import { rowsOf } from './told.ts';

/** Monday, 10:00. */
const answered = aTicket().at('10:00:02').delivered().at('10:00:05').agent.replies();

test('a request, its acknowledgement and its answer: who did what, and how early', () => {
  expect(rowsOf(answered).slice(0, 16)).toEqual([
    'Ticket #7: Help',
    'Submitted Mon 8 Jun 10:00:00, by the clock of Europe/Berlin.',
    '',
    `── 1 submit · support ${'─'.repeat(78)}`,
    '   +0:00  Carla submitted a request (ticket):',
    '          │ first',
    '          Kept wrote (automatic):',
    '          │ acknowledgement',
    '          → acknowledgement promised by 10:02:00, in 2 min',
    '          → first reply promised by 10:10:00, in 10 min',
    '',
    `── 2 review · support ${'─'.repeat(78)}`,
    '   +0:02  ✓ acknowledgement kept, 1:58 before it was due',
    '   +0:05  Ada of support took the ticket and wrote:',
    expect.stringMatching(/^ {10}│ message-\d+$/),
    '          ✓ first reply kept, 9:55 before it was due',
  ]);
});

test('by whichever clock it is asked for', () => {
  const rows = rowsOf(answered, { zone: 'America/New_York' });
  expect(rows[1]).toBe('Submitted Mon 8 Jun 04:00:00, by the clock of America/New_York.');
  expect(rows).toContain('          → acknowledgement promised by 04:02:00, in 2 min');
  expect(rows).toContain('  acknowledgement  +0:00  04:02:00  kept, 1:58 before it was due');
});

test('an answer in the very instant of the request is not the request', () => {
  const rows = rowsOf(aTicket().agent.replies());
  expect(rows).toContain(`── 1 submit → 2 review · support ${'─'.repeat(67)}`);
  expect(rows).toContain('          Ada of support took the ticket and wrote:');
});

test('messages that got through are not told again, those that did not are', () => {
  expect(rowsOf(answered.delivered())).toEqual(rowsOf(answered));
  expect(rowsOf(answered.at('10:00:07').deliveryFails())).toContain(
    '   +0:07  Kept could not deliver: mailbox full and left the team a note (undelivered)',
  );
});

test('a missed promise says so when it is missed, when it is made good, and in the table', () => {
  const late = anAcknowledgedTicket().sleepsUntil('10:14:30').at('10:15').agent.replies();
  const rows = rowsOf(late);
  expect(rows).toContain('   +5:00  ! 50 % of the time for first reply has passed');
  expect(rows).toContain('  +10:00  ✗ first reply missed: it was due at 10:10:00');
  expect(rows).toContain('            first reply made good, 5:00 after it was due');
  expect(rows).toContain('  first reply      +0:00  10:10:00  missed, made good 5:00 after it was due');
  expect(rows.at(-1)).toBe('Ticket #7 is open. Promises: 1 kept, 1 missed.');
  expect(rowsOf(anAcknowledgedTicket().sleepsUntil('10:11'))).toContain(
    '  first reply      +0:00  10:10:00  missed, and still owed',
  );
});

test('who was told of a rung is named where it is known', () => {
  const late = anAcknowledgedTicket().sleepsUntil('10:06');
  const rung = { kind: 'first-reply', cycle: 1, rung: 50 } as const;
  const at = late.events.at(-1)?.at ?? '';
  const told = { type: 'management.told', at, by: SYSTEM, data: { notices: [rung], failure: null } } as TicketEvent;
  const story = { ticket: late.ticket, status: late.status, events: [...late.events, told] };
  expect(rowsOf(story)).toContain('   +5:00  Kept told staff of first reply at 50 %');
  const recipients = [{ person: CAST.agent.id }, { person: 'manager-9' }];
  const rows = rowsOf(story, { told: [{ ...rung, recipients }] });
  expect(rows).toContain('   +5:00  Kept told staff of first reply at 50 % (Ada, manager-9)');
});

test('what was never made good is owed no longer once the ticket is closed', () => {
  const rows = rowsOf(anAcknowledgedTicket().sleepsUntil('10:11').customer.withdraws());
  expect(rows).toContain('  first reply      +0:00  10:10:00  missed, and never made good');
});

describe('a question to the customer', () => {
  const asked = anAcknowledgedTicket().agent.reviews('standard').at('10:30').agent.asks();

  test('stops clocks, with what is left of them', () => {
    const rows = rowsOf(asked);
    expect(rows).toContain('          ‖ resolution stands still until the customer answers, 1:30:00 left');
    expect(rows).toContain('  resolution       +0:00   once answered  paused: the customer owes an answer');
  });

  test('and the answer starts them again', () => {
    const rows = rowsOf(asked.at('13:00').customer.writes());
    expect(rows).toContain('+3:00:00  Carla answered after 2 h 30 min:');
    expect(rows).toContain('          ▸ resolution goes on, due by 14:30:00');
    expect(rows).toContain('  resolution       +0:00     14:30:00  still owed');
  });
});

describe('a hand-over', () => {
  const reviewed = anAcknowledgedTicket().agent.reviews('standard');

  test('says from when the team works on it, and what is promised anew', () => {
    const late = anAcknowledgedTicket({ at: '2026-06-08 22:25' }).agent.reviews('standard');
    const rows = rowsOf(late.at('22:30').agent.forwards('sysadmins'));
    const from = rows.findIndex((row) => row.includes('3 forward · sysadmins'));
    expect(rows.slice(from + 1, from + 4)).toEqual([
      '   +5:00  Ada handed it over from support to sysadmins (reason: server), who are closed now and work',
      '          on it from Tue 9 Jun 08:00:00:',
      expect.stringContaining('│ message-'),
    ]);
    expect(rows).toContain('          → pick-up by sysadmins promised by Tue 9 Jun 08:30:00, in 10 h');
  });

  test('to a team at work, taken by it, and estimated anew in time', () => {
    const rows = rowsOf(reviewed.agent.forwards('sysadmins').at('10:10').sysadmin.takes().sysadmin.estimates('11:00'));
    expect(rows).toContain('  +10:00  Siri of sysadmins took the ticket and estimated it ready by 11:00:00:');
    expect(rows).toContain('          ✓ pick-up by sysadmins kept, 20:00 before it was due');
    expect(rows).toContain('          – resolution 2 estimated anew, before it was due');
    expect(rows).toContain('  resolution 2          +0:00   12:00:00  re-estimated in time');
    expect(rows.at(-1)).toContain('2 re-estimated');
  });

  test('what teams ask each other is told without their words', () => {
    const rows = rowsOf(reviewed.at('10:10').agent.consults('datacentre').at('10:20').technician.answers());
    expect(rows).toContain('  +10:00  Ada asked datacentre, without handing over (internal)');
    expect(rows).toContain('  +20:00  technician-1 answered what the team was asked (internal)');
    expect(rows).toContain('          ✓ answer by datacentre kept, 20:00 before it was due');
  });
});

test('the end: solved, confirmed, nothing owed', () => {
  const rows = rowsOf(answered.agent.reviews('simple').agent.resolves().at('10:20').customer.confirms());
  expect(rows).toContain('  +20:00  Closed: the customer confirmed that it is solved');
  expect(rows.at(-1)).toBe('Ticket #7 is closed. Promises: 3 kept, 1 no longer needed.');
});

test('in Italian, on a narrow terminal, every row of the telling fits', () => {
  const body =
    'Abbiamo ricevuto la vostra richiesta.\n\nUno dei nostri ingegneri di supporto vi risponderà entro lunedì 8 giugno 2026.';
  const rows = rowsOf(answered, { bodies: { first: body }, columns: 48 });
  const from = rows.indexOf('   +0:00  Carla submitted a request (ticket):');
  expect(rows.slice(from + 1, from + 5)).toEqual([
    '          │ Abbiamo ricevuto la vostra',
    '          │ richiesta.',
    '          │ Uno dei nostri ingegneri di supporto',
    '          │ vi risponderà entro lunedì 8 giugno',
  ]);
  expect(Math.max(...rows.slice(0, rows.indexOf('', from + 12)).map((row) => row.length))).toBeLessThanOrEqual(48);
});

test('what this version has no words for is told all the same', () => {
  const waved = { type: 'robot.waved', at: answered.at('10:01').now, by: 'system', data: {} } as unknown as TicketEvent;
  const { ticket, status, events } = answered;
  expect(rowsOf({ ticket, status, events: [...events, waved] })).toContain('   +1:00  Kept – robot waved');
});
