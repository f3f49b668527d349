import { HOUR, MINUTE, msBetween } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { SIRI } from '../support/world/tokens.ts';
import { at, AMSTERDAM, isMidweek, nextDay } from './support/clocks.ts';
import { expectKept, expectSpan } from './support/expect-promise.ts';
import { expectEveryPromiseEnded } from './support/gapless.ts';
import { Tale } from './support/tale.ts';

describe('E3: custom firewall rules', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each([10, 20])('applied by the administrators within %i minutes, confirmed with a summary', async (minutes) => {
    const day = nextDay(await world.now(), AMSTERDAM, (one) => isMidweek('NL', one));
    await world.letPass(msBetween(await world.now(), at(day, '14:00')));
    const tale = await Tale.inReview(world, { subject: 'Firewall', body: 'Only our office may reach port 22.' });
    await world.letPass(7 * MINUTE);
    await tale.agentWrites({ body: 'I check with you what is to be let through.' });
    await world.letPass(3 * MINUTE);
    await tale.reviewedAndForwarded('complex', 'sysadmins', 'complex');
    expect(await tale.dueOf('resolution')).toBe(at(day.add({ days: 1 }), '22:00'));
    await expectSpan(tale, 'status-update', 1, 2 * HOUR);
    await world.letPass(5 * MINUTE);
    await tale.takenBy(SIRI);
    await world.letPass((minutes - 5) * MINUTE);
    await tale.resolved(SIRI, { summary: 'The rules apply.', details: 'Added: 22/tcp from 192.0.2.0/24.' });
    await world.letPass(MINUTE);
    await tale.confirmed();

    expect(await tale.promises()).toEqual([
      'acknowledgement 1 kept',
      'first-reply 1 kept',
      'pick-up 1 kept',
      'status-update 1 withdrawn',
      'resolution 1 kept',
    ]);
    await expectKept(tale, 'resolution');
    await expectEveryPromiseEnded(tale);
    expect(await tale.phases()).toEqual(['submit', 'review', 'forward', 'specialist', 'resolve']);
    expect(await tale.heard()).toEqual([
      'acknowledgement',
      'ada',
      'ada: handed-over',
      'siri',
      'confirmation-wanted',
      'closed',
    ]);
    expect(await tale.lastWordsOf('handed-over')).toContain('your request needs expertise beyond standard support');
    const story = await tale.textOf('closed');
    expect(story).toContain('Helped by: ada the agent, siri the agent');
    expect(story).toContain('The rules apply.\n\nAdded: 22/tcp from 192.0.2.0/24.');
    expect(story).toContain('- taking over after a hand-over: 1 kept');
  });
});
