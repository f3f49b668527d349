import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/calendar/instant.ts';
import { NeedsMoreHours } from '../../../src/domain/calendar/opening-hours.ts';
import { addTimes, NO_TIME, splitTime, type TicketTime } from '../../../src/domain/reports/time-split.ts';
import type { Turn } from '../../../src/domain/reports/turns.ts';
import { workingSpans } from '../../../src/domain/reports/working-spans.ts';
import { berlin } from '../support/when.ts';
import { hoursFor } from './split-oracle.ts';

const turn = (type: Turn['type'], at: string, data: object = {}) =>
  ({ type, at: berlin(at), by: 'somebody', data }) as Turn;

/** Monday, at a holiday nowhere; support never closes, billing works from 9 to 18. */
const SUBMITTED = turn('ticket.submitted', '2026-06-08 10:00', { team: 'support', serviceSite: null });
const toBilling = (at: string) => turn('ticket.handed-over', at, { from: 'support', to: 'billing' });
const asked = (at: string, approvalId = 'a') => turn('approval.asked', at, { approvalId });
const decided = (at: string, state: string, approvalId = 'a') => turn('approval.decided', at, { approvalId, state });

const split = (now: string, ...turns: Turn[]): Omit<TicketTime, 'submittedAt'> => {
  const time = splitTime([SUBMITTED, ...turns], berlin(now), (team) => workingSpans(hoursFor(team, null)));
  const { submittedAt, ...rest } = time;
  expect(submittedAt).toBe(SUBMITTED.at);
  return rest;
};

const upTo = (until: string, parts: object) => ({ ...NO_TIME, until: berlin(until), ...parts });

describe("whose a ticket's time was", () => {
  test('an open one is its team’s until now', () => {
    expect(split('2026-06-08 11:30')).toEqual(
      upTo('2026-06-08 11:30', { totalMs: 90 * MINUTE, teams: { support: 90 * MINUTE } }),
    );
  });

  test('at the very instant of its submission there is none', () => {
    expect(split('2026-06-08 10:00')).toEqual(upTo('2026-06-08 10:00', {}));
  });

  test('handed over before a team opens: closed hours to the millisecond', () => {
    expect(split('2026-06-09 09:00:00.001', toBilling('2026-06-08 17:59:59.999'))).toEqual(
      upTo('2026-06-09 09:00:00.001', {
        totalMs: 23 * HOUR + 1,
        closedHoursMs: 15 * HOUR,
        teams: { support: 8 * HOUR - 1, billing: 2 },
      }),
    );
  });

  test('over a change to summer time the hours are those of the clock, and the sum those of the wall', () => {
    const submitted = turn('ticket.submitted', '2026-10-23 17:00', { team: 'billing', serviceSite: null });
    const { totalMs, closedHoursMs, teams } = splitTime([submitted], berlin('2026-10-26 10:00'), (team) =>
      workingSpans(hoursFor(team, null)),
    );
    expect({ totalMs, closedHoursMs, teams }).toEqual({
      totalMs: 66 * HOUR,
      closedHoursMs: 64 * HOUR,
      teams: { billing: 2 * HOUR },
    });
  });

  test('the customer comes before an approval, an approval before closed hours', () => {
    expect(
      split(
        '2026-06-08 22:00',
        toBilling('2026-06-08 17:00'),
        asked('2026-06-08 17:30'),
        turn('waiting.began', '2026-06-08 18:30'),
        turn('waiting.ended', '2026-06-08 19:30'),
        decided('2026-06-08 20:00', 'approved'),
      ),
    ).toEqual(
      upTo('2026-06-08 22:00', {
        totalMs: 12 * HOUR,
        customerMs: HOUR,
        approvalMs: 90 * MINUTE,
        closedHoursMs: 2 * HOUR,
        teams: { support: 7 * HOUR, billing: 30 * MINUTE },
      }),
    );
  });

  test('half of a decision of two decides nothing, and of two approvals both count once', () => {
    const { approvalMs, teams } = split(
      '2026-06-08 16:00',
      asked('2026-06-08 11:00'),
      asked('2026-06-08 12:00', 'b'),
      decided('2026-06-08 12:30', 'partly-approved'),
      decided('2026-06-08 13:00', 'refused'),
      turn('approval.expired', '2026-06-08 14:00', { approvalId: 'b' }),
      asked('2026-06-08 15:00', 'c'),
      turn('approval.withdrawn', '2026-06-08 15:30', { approvalId: 'c' }),
    );
    expect({ approvalMs, teams }).toEqual({ approvalMs: 210 * MINUTE, teams: { support: 150 * MINUTE } });
  });

  test('between a closing and a reopening it has no time, and what waited ended with the closing', () => {
    expect(
      split(
        '2026-06-20 11:00',
        turn('waiting.began', '2026-06-08 11:00'),
        turn('waiting.began', '2026-06-09 11:00'),
        turn('ticket.closed', '2026-06-16 11:00'),
        turn('ticket.reopened', '2026-06-20 10:00', { team: 'support' }),
      ),
    ).toEqual(
      upTo('2026-06-20 11:00', { totalMs: 8 * DAY + 2 * HOUR, customerMs: 8 * DAY, teams: { support: 2 * HOUR } }),
    );
  });

  test('a resolution waits for the customer until it is contradicted', () => {
    const { customerMs, until, totalMs } = split(
      '2027-01-01 00:00',
      turn('ticket.resolved', '2026-06-08 11:00'),
      turn('ticket.returned', '2026-06-08 13:00', { team: 'support' }),
      turn('ticket.resolved', '2026-06-08 14:00'),
      turn('ticket.closed', '2026-06-08 15:00'),
    );
    expect({ customerMs, until, totalMs }).toEqual({
      customerMs: 3 * HOUR,
      until: berlin('2026-06-08 15:00'),
      totalMs: 5 * HOUR,
    });
  });

  describe('where a customer’s word was taken before what is journalled ahead of it', () => {
    test('a question that was answered before it was asked never waited', () => {
      const { customerMs } = split(
        '2026-06-08 12:00',
        turn('waiting.began', '2026-06-08 11:00:01'),
        turn('waiting.ended', '2026-06-08 11:00'),
      );
      expect(customerMs).toBe(0);
    });

    test('an answer ends the waiting when it was given, whatever fell due meanwhile', () => {
      const { customerMs, approvalMs, totalMs, teams } = split(
        '2026-06-08 12:00',
        asked('2026-06-08 10:00'),
        turn('waiting.began', '2026-06-08 11:00'),
        turn('approval.expired', '2026-06-08 11:10', { approvalId: 'a' }),
        turn('waiting.ended', '2026-06-08 11:05'),
      );
      expect({ customerMs, approvalMs, totalMs, teams }).toEqual({
        customerMs: 5 * MINUTE,
        approvalMs: 65 * MINUTE,
        totalMs: 2 * HOUR,
        teams: { support: 50 * MINUTE },
      });
    });

    test('a ticket reopened before it closed never was closed', () => {
      const { totalMs, customerMs } = split(
        '2026-06-08 12:00',
        turn('ticket.resolved', '2026-06-08 11:00'),
        turn('ticket.closed', '2026-06-08 11:30:02'),
        turn('ticket.reopened', '2026-06-08 11:30', { team: 'support' }),
      );
      expect({ totalMs, customerMs }).toEqual({ totalMs: 2 * HOUR, customerMs: 30 * MINUTE + 2 * SECOND });
    });

    test('a second life that ended before it began adds nothing', () => {
      const { totalMs, until } = split(
        '2026-06-08 14:00',
        turn('ticket.closed', '2026-06-08 11:00'),
        turn('ticket.reopened', '2026-06-08 12:00', { team: 'support' }),
        turn('ticket.closed', '2026-06-08 11:59'),
      );
      expect({ totalMs, until }).toEqual({ totalMs: HOUR, until: berlin('2026-06-08 11:59') });
    });

    test('one withdrawn before its hand-over was closed then', () => {
      expect(
        split('2026-06-08 12:00', toBilling('2026-06-08 11:00:05'), turn('ticket.closed', '2026-06-08 11:00')),
      ).toEqual(upTo('2026-06-08 11:00', { totalMs: HOUR, teams: { support: HOUR } }));
    });
  });

  test('several at one instant: what it was last counts from there on', () => {
    const { customerMs, teams } = split(
      '2026-06-08 12:00',
      toBilling('2026-06-08 11:00'),
      turn('ticket.handed-over', '2026-06-08 11:00', { from: 'billing', to: 'sysadmins' }),
      turn('waiting.began', '2026-06-08 11:00'),
      turn('waiting.ended', '2026-06-08 11:00'),
    );
    expect({ customerMs, teams }).toEqual({ customerMs: 0, teams: { support: HOUR, sysadmins: HOUR } });
  });

  test('hours that do not reach as far are not guessed', () => {
    const short = { ...hoursFor('billing', null), from: berlin('2026-06-08 00:00'), until: berlin('2026-06-10 00:00') };
    const until = (now: string) => () =>
      splitTime([SUBMITTED, toBilling('2026-06-08 11:00')], berlin(now), (team) =>
        workingSpans(team === 'billing' ? short : hoursFor(team, null)),
      );
    expect(until('2026-06-10 00:00')).not.toThrow();
    expect(until('2026-06-10 00:00:00.001')).toThrow(NeedsMoreHours);
  });

  test('the times of several tickets are added part by part', () => {
    const one = { totalMs: 6, customerMs: 1, approvalMs: 0, closedHoursMs: 2, teams: { support: 3 } };
    const other = { totalMs: 9, customerMs: 0, approvalMs: 4, closedHoursMs: 0, teams: { support: 1, billing: 4 } };
    expect(addTimes(one, other)).toEqual({
      totalMs: 15,
      customerMs: 1,
      approvalMs: 4,
      closedHoursMs: 2,
      teams: { support: 4, billing: 4 },
    });
  });
});
