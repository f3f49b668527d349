import { anAcknowledgedTicket, type Story } from '../support/story.ts';
import { berlin, when } from '../support/when.ts';

/** Two hours of the system administrators, from Monday 10:00. */
const atWork = anAcknowledgedTicket().agent.reviewsAndForwards('standard', 'sysadmins').sysadmin.takes();
const due = (story: Story, kind: 'resolution' | 'status-update' | 'estimate' = 'resolution') =>
  story.promise(kind).dueAt;
const at = (text: string) => when(text, atWork.now);

describe('while the customer owes an answer', () => {
  const asked = atWork.at('10:30').sysadmin.asks();

  test('there is no due instant and no rung, and nothing is missed or told', () => {
    expect(asked.promise('resolution')).toMatchObject({ state: 'running', dueAt: null, pause: { since: asked.now } });
    expect(asked.promise('resolution').rungs.map((rung) => rung.at)).toEqual([null, null, null]);
    const later = asked.sleepsUntil('Fri 10:00');
    expect(later.all('promise.missed')).toEqual([]);
    expect(later.composed('progress')).toEqual([]);
  });

  test('the answer starts the clocks with what was left: here 90 minutes, and an hour to the next update', () => {
    const answered = asked.at('15:00').customer.writes();
    expect([due(answered), due(answered, 'status-update')]).toEqual([at('16:30'), at('16:00')]);
    expect(answered.promise('resolution').rungs.map((rung) => rung.at)).toEqual([
      at('16:00'),
      at('16:30'),
      at('17:30'),
    ]);
    expect(answered.promise('resolution').pause).toBeNull();
  });

  test('what is left is working time: an answer at night costs the team nothing', () => {
    expect(due(asked.at('Tue 03:00').customer.writes())).toBe(at('Tue 09:30'));
    expect(due(asked.at('21:00').customer.writes())).toBe(at('Tue 08:30'));
    expect(due(asked.at('Sat 12:00').customer.writes())).toBe(at('2026-06-15 09:30'));
  });

  test('a second pause preserves what the first one left', () => {
    const twice = asked.at('11:00').customer.writes().at('11:30').sysadmin.asks().at('13:00').customer.writes();
    expect(due(twice)).toBe(at('14:00'));
  });

  test('a second question stops nothing twice', () => {
    expect(due(asked.at('12:00').sysadmin.asks().at('13:00').customer.writes())).toBe(at('14:30'));
  });

  test('a further message keeps the paused update, and the next waits as well', () => {
    const wrote = asked.at('20:00').sysadmin.replies();
    expect(wrote.promises('status-update').map(({ state }) => state)).toEqual(['kept', 'kept', 'running']);
    expect(due(wrote, 'status-update')).toBeNull();
    expect(due(wrote.at('20:30').customer.writes(), 'status-update')).toBe(at('21:30'));
  });

  test('what comes to be owed waits as well', () => {
    const waiting = anAcknowledgedTicket().agent.asks();
    const nonStandard = waiting.agent.reviews('non-standard');
    expect([due(nonStandard, 'estimate'), due(nonStandard, 'status-update')]).toEqual([null, null]);
    expect(due(nonStandard.at('12:00').customer.writes(), 'estimate')).toBe(at('14:00'));
    expect(due(nonStandard.at('11:00').agent.forwards('sysadmins'), 'estimate')).toBeNull();
    expect(due(waiting.agent.reviews('standard'))).toBeNull();
    expect(
      due(waiting.agent.reviews('standard').at('11:00').agent.forwards('sysadmins').at('12:00').customer.writes()),
    ).toBe(at('14:00'));
  });

  test('an answer that crossed the question takes nothing from the team', () => {
    expect(due(asked.at('10:40').takenEarlier('10:20').customer.writes())).toBe(at('12:00'));
  });

  test('a resolution that is sent meanwhile is in time', () => {
    expect(asked.at('Tue 20:00').sysadmin.resolves().promise('resolution').state).toBe('kept');
  });

  test('a new estimate waits as well, and is never brought nearer', () => {
    const estimated = asked.at('11:00').sysadmin.estimates('Sun 12:00');
    expect(due(estimated)).toBeNull();
    const sunday = atWork.sysadmin.estimates('Sun 12:00').at('Sat 10:00').sysadmin.asks();
    expect(due(sunday.at('Sat 11:00').customer.writes())).toBe(at('Sun 12:00'));
  });

  test('the other promises run on', () => {
    const story = atWork.sysadmin.consults('billing').sysadmin.asks();
    expect(story.promise('pick-up')).toMatchObject({ dueAt: at('10:30'), pause: null });
  });
});

test('a missed one keeps its due instant; only its further rungs wait', () => {
  const asked = atWork.sleepsUntil('12:30').sysadmin.asks();
  expect(asked.promise('resolution')).toMatchObject({ state: 'missed', dueAt: at('12:00') });
  const answered = asked.at('Tue 09:00').customer.writes();
  expect(answered.promise('resolution').rungs.at(-1)).toEqual({ percent: 150, at: at('Tue 09:30'), told: false });
  const settled = answered.sysadmin.resolves().promise('resolution');
  expect(settled).toMatchObject({ state: 'missed', dueAt: at('12:00'), settledAt: at('Tue 09:00') });
});

test('over the end of summer time the working time left is the same', () => {
  const story = anAcknowledgedTicket({ at: '2026-10-23 20:30' }).agent.reviewsAndForwards('standard', 'sysadmins');
  expect(due(story)).toBe(berlin('2026-10-26 08:30'));
  expect(due(story.at('21:00').sysadmin.asks().at('Mon 09:00').customer.writes())).toBe(berlin('2026-10-26 10:30'));
});

test('over the night of the change a clock that never stops counts real hours', () => {
  const story = anAcknowledgedTicket({ at: '2026-10-25 00:30' }).agent.reviews('complex');
  const asked = story.agent.asks().at('2026-10-25 12:00');
  // At 00:30 the Sunday of 25 hours has 24.5 left, then comes all of Monday.
  expect(due(asked.customer.writes())).toBe(asked.later('48h30m').now);
});
