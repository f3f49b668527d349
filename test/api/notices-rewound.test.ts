import { after, MINUTE, type Instant, type Milliseconds } from '../../src/domain/calendar/instant.ts';
import { decide, occur, type Verdict } from '../../src/domain/ticket/decide.ts';
import { acknowledgeNotice, noticesOfRungs } from '../../src/store/notices.ts';
import { recordJournal } from '../../src/store/record-journal.ts';
import { findTicket } from '../../src/store/tickets.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA } from '../support/world/tokens.ts';
import { GIVEN } from './support/given.ts';

const RUNGS = [50, 75].map((rung) => ({ kind: 'first-reply' as const, cycle: 1, rung }));

/** A workflow task that is lived again may tell otherwise of the same instant: its notices follow the journal. */
describe('a notice whose event is forgotten', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('stays the same when it is told anew, and is gone when it is not', async () => {
    const { store, dependencies, people } = world;
    const { policy, terms } = dependencies.current;
    const id = await GIVEN.acknowledged(people);
    const { state } = (await findTicket(store, id))!;
    const facts = { terms, hours: [] };
    const live = async (passed: Milliseconds, decision: (at: Instant) => Verdict): Promise<boolean> => {
      const decidedAt = after(state.submittedAt, passed);
      const verdict = decision(decidedAt);
      if (!('type' in verdict) || verdict.type !== 'decided') throw new Error('nothing was decided');
      return recordJournal(store, policy, { ...verdict, commands: {}, runId: 'run', decidedAt, generation: 0 });
    };
    const waking = (at: Instant) => occur(state, { name: 'timePassed' }, at, facts);
    const notices = async () => {
      const found = await noticesOfRungs(store, id, RUNGS);
      return found.map(({ rung, lateness_ms, acknowledged_by }) => ({ rung, lateness_ms, acknowledged_by }));
    };

    expect(await live(5 * MINUTE + 1, waking)).toBe(true);
    expect(await live(5 * MINUTE + 1, waking)).toBe(false);
    expect(await notices()).toEqual([{ rung: 50, lateness_ms: 1, acknowledged_by: null }]);
    const [first] = await noticesOfRungs(store, id, RUNGS);
    await acknowledgeNotice(store, first!.id, { person: 'manager-1', at: await world.now() });

    // Lived again, later: another rung has passed as well.
    expect(await live(8 * MINUTE, waking)).toBe(true);
    expect(await notices()).toEqual([
      { rung: 50, lateness_ms: 3 * MINUTE, acknowledged_by: 'manager-1' },
      { rung: 75, lateness_ms: MINUTE / 2, acknowledged_by: null },
    ]);

    // And again: somebody had put it off before any rung, as the worker then sees.
    const take = (at: Instant) =>
      decide(state, { name: 'takeTicket', actor: ADA, takenAt: at, data: {} }, after(state.submittedAt, MINUTE), facts);
    expect(await live(9 * MINUTE, take)).toBe(true);
    expect(await notices()).toEqual([]);
  });
});
