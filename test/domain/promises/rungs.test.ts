import type { PromiseKind } from '../../../src/domain/promises/promise.ts';
import { anAcknowledgedTicket, aTicket, type Story } from '../support/story.ts';
import { when } from '../support/when.ts';

const estimated = anAcknowledgedTicket().agent.reviews('non-standard').agent.estimates('14:00');

/** Instants on the way of each promise made on Monday at 10:00. */
const LADDERS: [kind: PromiseKind, given: Story, rungs: Record<number, string>][] = [
  ['acknowledgement', aTicket(), { 100: '10:02' }],
  ['first-reply', aTicket(), { 50: '10:05', 75: '10:07:30', 100: '10:10', 150: '10:15' }],
  [
    'next-reply',
    anAcknowledgedTicket().agent.replies().customer.writes(),
    { 75: '10:22:30', 100: '10:30', 150: '10:45' },
  ],
  ['status-update', anAcknowledgedTicket().agent.reviews('simple'), { 75: '10:45', 100: '11:00' }],
  ['estimate', anAcknowledgedTicket().agent.reviews('non-standard'), { 75: '11:30', 100: '12:00', 150: '13:00' }],
  ['resolution', anAcknowledgedTicket().agent.reviews('standard'), { 75: '11:30', 100: '12:00', 150: '13:00' }],
  ['resolution', estimated, { 75: '13:00', 100: '14:00', 150: '16:00' }],
  ['pick-up', anAcknowledgedTicket().agent.forwards('sysadmins'), { 75: '10:22:30', 100: '10:30', 150: '10:45' }],
];

const toldOf = (story: Story, kind: PromiseKind, cycle: number) =>
  story.events.flatMap(({ type, data }) =>
    (type === 'promise.warned' || type === 'promise.missed') && data.kind === kind && data.cycle === cycle
      ? [data]
      : [],
  );

describe.each(LADDERS)('the rungs of %s', (kind, given, rungs) => {
  const expected = Object.entries(rungs).map(([rung, text]) => [Number(rung), when(text, given.now)]);

  test('are fixed when it is made', () => {
    expect(given.promise(kind).rungs.map(({ percent, at, told }) => [percent, at, told])).toEqual(
      expected.map((rung) => [...rung, false]),
    );
  });

  test('are told once each, at their very instants, after 100 % too', () => {
    const told = toldOf(given.sleepsUntil('Tue 10:00'), kind, given.promise(kind).cycle);
    expect(told.map(({ rung, firedAt }) => [rung, firedAt])).toEqual(expected);
    for (const { dueAt, firedAt, latenessMs } of told) expect([firedAt, latenessMs]).toEqual([dueAt, 0]);
  });

  test('are all told by one late timer, with how late each was', () => {
    const late = given.at('Tue 10:00').wakes();
    const told = toldOf(late, kind, given.promise(kind).cycle);
    expect(told.map(({ rung, dueAt }) => [rung, dueAt])).toEqual(expected);
    for (const { dueAt, firedAt, latenessMs } of told) {
      expect(firedAt).toBe(late.now);
      expect(latenessMs).toBe(Date.parse(late.now) - Date.parse(dueAt));
    }
    expect(toldOf(late.wakes(), kind, given.promise(kind).cycle)).toHaveLength(expected.length);
  });
});

describe('a rung', () => {
  const fresh = anAcknowledgedTicket();

  test('fires at its instant, not a millisecond before', () => {
    expect(fresh.sleepsUntil('10:04:59.999').all('promise.warned')).toHaveLength(0);
    expect(fresh.sleepsUntil('10:05').all('promise.warned')).toHaveLength(1);
  });

  test('is not beyond a due instant in closed hours when it warns of it, nor before it when it follows', () => {
    const weekend = anAcknowledgedTicket({ at: '2026-06-13 12:00' }).agent.forwards('sysadmins');
    const { dueAt, rungs } = weekend.sysadmin.estimates('Sun 12:00').promise('resolution');
    expect(rungs.map(({ at }) => at)).toEqual([weekend.now, dueAt, dueAt]);
    const friday = anAcknowledgedTicket({ at: '2026-06-12 20:00' })
      .agent.forwards('sysadmins')
      .sysadmin.estimates('Sun 12:00');
    expect(friday.promise('resolution').rungs.map(({ at }) => at)).toEqual([
      when('21:30', friday.now),
      when('Sun 12:00', friday.now),
      when('Mon 09:00', friday.now),
    ]);
  });

  test('is not told when the promise was kept before', () => {
    expect(toldOf(fresh.agent.replies().sleepsUntil('12:00'), 'first-reply', 1)).toEqual([]);
  });

  test('beyond 100 % is told while the miss is not made good, and not after', () => {
    expect(
      toldOf(fresh.sleepsUntil('10:14:59').agent.replies().sleepsUntil('12:00'), 'first-reply', 1).map(
        ({ rung }) => rung,
      ),
    ).toEqual([50, 75, 100]);
  });

  test('is told of each cycle', () => {
    const twice = fresh.agent.replies().customer.writes().sleepsUntil('10:31').customer.writes().sleepsUntil('12:00');
    expect([1, 2].map((cycle) => toldOf(twice, 'next-reply', cycle).map(({ rung }) => rung))).toEqual([
      [75, 100, 150],
      [75, 100, 150],
    ]);
  });

  test('is told of no promise from before a resolution, a closing or a reopening', () => {
    const missed = fresh.agent.consults('datacentre').sleepsUntil('10:40');
    expect(toldOf(missed, 'pick-up', 1).map(({ rung }) => rung)).toEqual([75, 100]);
    const back = missed.agent.resolves().later('1h').customer.contradicts().sleeps('1h');
    expect(toldOf(back, 'pick-up', 1).map(({ rung }) => rung)).toEqual([75, 100]);
    const withdrawn = anAcknowledgedTicket().sleepsUntil('10:12').customer.withdraws();
    const reopened = withdrawn.at('Fri 10:00').customer.writes().sleeps('1h');
    expect(toldOf(reopened, 'first-reply', 1).map(({ rung }) => rung)).toEqual([50, 75, 100]);
  });

  test('is not told of the acknowledgement only because it was resolved', () => {
    expect(toldOf(aTicket().agent.resolves().sleepsUntil('10:02'), 'acknowledgement', 1)).toMatchObject([
      { rung: 100 },
    ]);
  });
});
