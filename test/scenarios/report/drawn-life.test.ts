import { epochOf, instantOf } from '../../../src/domain/calendar/instant.ts';
import { closedHours } from '../../../src/scenarios/report/html/closed-hours.ts';
import { phaseBands } from '../../../src/scenarios/report/html/phase-bands.ts';
import { promiseBars } from '../../../src/scenarios/report/html/promise-bars.ts';
import { anAcknowledgedTicket, type Story } from '../../domain/support/story.ts';
import { policy } from '../../domain/support/shipped-policy.ts';
import { berlin } from '../../domain/support/when.ts';
import { answeredLate, overTheWeekend, silentForAWeek } from './lives.ts';
import { recordOf } from './played.ts';

const bands = (life: Story) =>
  phaseBands(life.events, life.now).map(({ phase, team, from, to }) => [phase, team, from, to] as const);

const closed = (life: Story) =>
  closedHours(policy, life.events, life.now).map(({ team, from, to }) => [team, instantOf(from), instantOf(to)]);

const bars = (life: Story) => {
  const { ticket, events } = recordOf(life);
  return promiseBars(ticket, events, life.now);
};

const bar = (life: Story, kind: string, cycle = 1) =>
  bars(life).find(({ promise }) => promise.kind === kind && promise.cycle === cycle)!;

describe('phases', () => {
  test('follow on each other, with the team that has the ticket, until it closes', () => {
    const life = overTheWeekend();
    expect(bands(life)).toEqual([
      ['submit', 'support', berlin('2026-06-12 22:05'), berlin('2026-06-12 22:05')],
      ['review', 'support', berlin('2026-06-12 22:05'), berlin('2026-06-12 22:15')],
      ['forward', 'sysadmins', berlin('2026-06-12 22:15'), berlin('2026-06-15 08:10')],
      ['specialist', 'sysadmins', berlin('2026-06-15 08:10'), berlin('2026-06-15 08:40')],
      ['resolve', 'sysadmins', berlin('2026-06-15 08:40'), berlin('2026-06-15 09:00')],
    ]);
    expect(bands(life.at('12:00'))).toEqual(bands(life));
  });

  test('begin again when the ticket is reopened, after a gap', () => {
    const life = overTheWeekend().at('2026-06-16 10:00').customer.writes().at('11:00');
    expect(bands(life).slice(-2)).toEqual([
      ['resolve', 'sysadmins', berlin('2026-06-15 08:40'), berlin('2026-06-15 09:00')],
      ['review', 'support', berlin('2026-06-16 10:00'), berlin('2026-06-16 11:00')],
    ]);
  });
});

describe('closed hours', () => {
  test('are those of the team that has the ticket, while it has it', () => {
    expect(closed(overTheWeekend())).toEqual([['sysadmins', berlin('2026-06-12 22:15'), berlin('2026-06-15 08:00')]]);
    expect(closed(silentForAWeek())).toEqual([]);
  });

  test('are by the clock and the holidays of the site where the server stands', () => {
    const at = (serviceSite: string) =>
      closed(
        anAcknowledgedTicket({ at: '2026-07-02 19:00', serviceSite })
          .agent.reviews('standard')
          .agent.forwards('datacentre')
          .at('2026-07-03 16:00'),
      );
    expect(at('de-fra')).toEqual([['datacentre', berlin('2026-07-02 19:00'), berlin('2026-07-03 08:00')]]);
    // 3 July 2026 is Independence Day as observed.
    expect(at('us-nyc')).toEqual([['datacentre', berlin('2026-07-02 23:00'), berlin('2026-07-03 16:00')]]);
  });

  test('are nobody’s after the ticket closed', () => {
    expect(closed(overTheWeekend().at('2026-06-17 12:00'))).toHaveLength(1);
  });
});

describe('promises', () => {
  test('kept, with nothing in between', () => {
    const firstReply = bar(overTheWeekend(), 'first-reply');
    expect(firstReply).toMatchObject({
      state: 'kept',
      ended: true,
      madeAt: berlin('2026-06-12 22:05'),
      dueAt: berlin('2026-06-12 22:15'),
      endsAt: berlin('2026-06-12 22:09'),
      pauses: [],
      warnings: [],
      missedAt: null,
    });
    expect(bar(overTheWeekend(), 'resolution').state).toBe('re-estimated');
  });

  test('missed, warned of at its rungs, and made good', () => {
    const { state, missedAt, endsAt, warnings } = bar(answeredLate(), 'first-reply');
    expect({ state, missedAt, endsAt }).toEqual({
      state: 'missed',
      missedAt: berlin('2026-06-08 10:10'),
      endsAt: berlin('2026-06-08 10:15'),
    });
    expect(warnings.map(({ percent }) => percent)).toEqual([50, 75, 150]);
  });

  test('missed and still owed is not ended', () => {
    const life = anAcknowledgedTicket().sleepsUntil('10:30');
    expect(bar(life, 'first-reply')).toMatchObject({ state: 'missed', ended: false, endsAt: life.now });
  });

  test('paused while the customer owes an answer, until it ends or the story does', () => {
    const asked = berlin('2026-06-08 10:30');
    const waiting = anAcknowledgedTicket().agent.reviews('standard').at('10:30').agent.asks().at('12:00');
    expect(bar(waiting, 'resolution')).toMatchObject({
      state: 'paused',
      ended: false,
      dueAt: null,
      pauses: [{ from: asked, to: waiting.now }],
    });
    const answered = waiting.customer.writes().at('12:10');
    expect(bar(answered, 'resolution')).toMatchObject({
      state: 'running',
      pauses: [{ from: asked, to: berlin('2026-06-08 12:00') }],
    });
    const closedAt = silentForAWeek().ticket.closedAt!;
    expect(bar(silentForAWeek(), 'resolution')).toMatchObject({
      state: 'withdrawn',
      pauses: [{ from: asked, to: closedAt }],
    });
    expect(epochOf(closedAt)).toBeGreaterThan(epochOf(asked));
  });

  test('wanted no more ends when nobody waited for management any longer', () => {
    const asked = anAcknowledgedTicket().agent.replies().agent.reviews('standard').at('10:30').agent.asksApproval();
    const life = asked.sleepsUntil('15:00').agent.withdrawsApproval().at('16:00');
    expect(bar(life, 'decision')).toMatchObject({ state: 'missed', ended: true, endsAt: berlin('2026-06-08 15:00') });
  });
});
