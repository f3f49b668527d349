import { MINUTE, msBetween } from '../../src/domain/calendar/instant.ts';
import type { TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { CARLA, SIRI } from '../support/world/tokens.ts';
import { AMSTERDAM, at, isMidweek, nextDay } from './support/clocks.ts';
import { expectKept, expectMissed, expectSettledLate } from './support/expect-promise.ts';
import { rungsTold } from './support/rungs-told.ts';
import { Tale } from './support/tale.ts';
import { WORKER_LIVES } from './support/worker-lives.ts';

describe.each(WORKER_LIVES)('P5: a question to a team that has left, with $worker', ({ start }) => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.end());

  test('is answered in the team’s hours, or missed there; the ticket and its customer notice nothing', async () => {
    const now = await world.now();
    const day = nextDay(now, AMSTERDAM, (one) => isMidweek('NL', one));
    const due = at(day.add({ days: 1 }), '08:30');
    await world.letPass(msBetween(now, at(day, '22:30')));
    const asked = async () => {
      const tale = await Tale.inReview(world);
      await tale.agentWrites();
      return { tale, question: await tale.asked('sysadmins') };
    };
    const [inTime, late] = [await asked(), await asked()];
    expect([await inTime.tale.dueOf('pick-up'), await late.tale.dueOf('pick-up')]).toEqual([due, due]);

    await inTime.tale.skipTo(at(day.add({ days: 1 }), '08:10'));
    expect(await rungsTold(inTime.tale, 'pick-up')).toEqual([]);
    await inTime.tale.answered(inTime.question, SIRI);
    await expectKept(inTime.tale, 'pick-up');
    await late.tale.justAfter('pick-up');
    await expectMissed(late.tale, 'pick-up');
    await world.letPass(5 * MINUTE);
    await late.tale.answered(late.question, SIRI);
    await expectSettledLate(late.tale, 'pick-up');
    expect(await rungsTold(late.tale, 'pick-up')).toEqual([75, 100]);

    for (const { tale } of [inTime, late]) {
      expect(await tale.ticket()).toMatchObject({ team: 'support', phase: 'review', assignee: 'ada', handOvers: [] });
      const notes = (await world.people.conversation(tale.id)).filter(({ visibility }) => visibility === 'internal');
      expect(notes.map(({ author, body }) => [author.name, body])).toEqual([
        ['ada the agent', 'Is its disk full?'],
        ['siri the agent', 'No.'],
      ]);
      await tale.resolved();
      await tale.confirmed();
      expect(await tale.heard()).toEqual(['acknowledgement', 'ada', 'ada', 'confirmation-wanted', 'closed']);
      const { promises, consultations } = await world.people.ticket(tale.id, CARLA);
      expect([promises.map(({ kind }) => kind), consultations]).toEqual([['acknowledgement', 'first-reply'], []]);
      expect(await tale.textOf('closed')).toMatch(
        /What we promised you:\n- acknowledgement: 1 kept\n- first reply: 1 kept\n\n/,
      );
    }
  });
});
