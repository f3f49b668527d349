import { after, HOUR, MINUTE, msBetween } from '../../src/domain/calendar/instant.ts';
import type { TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { SIRI } from '../support/world/tokens.ts';
import { AMSTERDAM, at, isFriday, isWorkingDay, nextDay, type Day } from './support/clocks.ts';
import { expectKept, expectMissed, expectSettledLate } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';
import { told } from './support/told.ts';
import { WORKER_LIVES } from './support/worker-lives.ts';

describe.each(WORKER_LIVES)('Handed over on a Friday evening to a closed team, with $worker', ({ start }) => {
  let world: TimeSkippingWorld;
  let monday: Day;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.end());

  /** Handed to the system administrators at 22:13 on a Friday, a quarter of an hour after they left. */
  const handedOver = async (): Promise<Tale> => {
    const now = await world.now();
    const friday = nextDay(now, AMSTERDAM, (day) => isFriday(day) && isWorkingDay('NL', day.add({ days: 3 })));
    monday = friday.add({ days: 3 });
    await world.letPass(msBetween(now, at(friday, '22:10')));
    const tale = await Tale.inReview(world, { locale: 'en-GB', timeZone: 'America/New_York' });
    await world.letPass(3 * MINUTE);
    await tale.reviewedAndForwarded('standard', 'sysadmins');
    return tale;
  };

  test('the team’s clocks begin on Monday, and the customer reads when, by both clocks', async () => {
    const tale = await handedOver();
    const opening = at(monday, '08:00');
    expect(await tale.ticket()).toMatchObject({ team: 'sysadmins', phase: 'forward', status: 'waiting-for-team' });
    expect((await tale.ticket()).handOvers).toMatchObject([{ from: 'support', to: 'sysadmins', worksFrom: opening }]);
    await expectKept(tale, 'first-reply');
    expect(await tale.dueOf('pick-up')).toBe(at(monday, '08:30'));
    expect(await tale.dueOf('status-update')).toBe(at(monday, '09:00'));
    expect(await tale.dueOf('resolution')).toBe(at(monday, '10:00'));
    const inNewYork = told('en-GB', 'America/New_York');
    const text = await tale.lastWordsOf('handed-over');
    expect(text).toContain(`from Monday 08:00, Amsterdam time. By your clock that is ${inNewYork(opening)}`);
    expect(text).toContain(`a solution by ${inNewYork(at(monday, '10:00'))}`);

    await tale.skipTo(after(opening, -MINUTE));
    await tale.caughtUp();
    expect(await tale.happened('promise.warned')).toEqual([]);
    expect(await tale.happened('promise.missed')).toEqual([]);
    expect(await tale.heard()).toEqual(['acknowledgement', 'ada: handed-over']);

    await tale.skipTo(after(opening, 10 * MINUTE));
    await tale.takenBy(SIRI);
    await expectKept(tale, 'pick-up');
    await tale.wellBefore('status-update');
    await tale.agentWrites({}, SIRI);
    await expectKept(tale, 'status-update');
    // Not at the end of it, where the next update falls due as well.
    await tale.skipTo(at(monday, '09:50'));
    await tale.resolved(SIRI);
    await expectKept(tale, 'resolution');
    await tale.confirmed();
  });

  test('when nobody comes on Monday, that is missed by Monday’s clock, and told', async () => {
    const tale = await handedOver();
    const { at: since } = (await tale.ticket()).handOvers[0]!;
    await tale.justAfter('pick-up');
    await expectMissed(tale, 'pick-up');
    await tale.justAfter('status-update');
    await expectMissed(tale, 'status-update');
    const inNewYork = told('en-GB', 'America/New_York');
    await tale.sees('message.composed', { template: 'progress' });
    expect(await tale.textOf('progress')).toContain(`With: our system administrators, since ${inNewYork(since)}`);
    expect(await tale.dueOf('status-update', 2)).toBe(at(monday, '10:00'));
    await tale.takenBy(SIRI);
    await expectSettledLate(tale, 'pick-up');
    await tale.withdrawn();
  });

  test('P13: a customer who writes in the night is owed an answer at every hour, and is first in the queue', async () => {
    const [other, tale] = [await handedOver(), await Tale.inReview(world)];
    await tale.reviewedAndForwarded('standard', 'sysadmins');
    expect(await queue()).toEqual([other.id, tale.id]);
    await world.letPass(5 * HOUR);
    const { at: wroteAt } = await tale.customerWrites('It is down now.');
    expect(await tale.dueOf('next-reply')).toBe(after(wroteAt, 30 * MINUTE));
    expect(await tale.ticket()).toMatchObject({ status: 'waiting-for-team', followUpSince: wroteAt });
    expect(await queue()).toEqual([tale.id, other.id]);

    await tale.justAfter('next-reply');
    await expectMissed(tale, 'next-reply');
    expect(await tale.dueOf('pick-up')).toBe(at(monday, '08:30'));
    await tale.skipTo(at(monday, '08:10'));
    await tale.agentWrites({}, SIRI);
    await expectSettledLate(tale, 'next-reply');
    await expectKept(tale, 'pick-up');
    expect(await tale.ticket()).toMatchObject({ assignee: 'siri', phase: 'specialist', followUpSince: null });
    expect(await queue()).toEqual([other.id]);
    await other.withdrawn();
    await tale.withdrawn();
  });

  async function queue(): Promise<string[]> {
    const { body } = await world.people.send<{ items: { id: string }[] }>(
      SIRI,
      'GET',
      '/v1/tickets?team=sysadmins&status=waiting-for-team',
    );
    return body.items.map(({ id }) => id);
  }
});
