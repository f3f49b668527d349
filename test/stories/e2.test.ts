import { HOUR, msBetween } from '../../src/domain/calendar/instant.ts';
import { playE2 } from '../support/world/e2.ts';
import type { TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { at, AMSTERDAM, isMidweek, nextDay } from './support/clocks.ts';
import { expectEveryPromiseEnded, expectGapless } from './support/gapless.ts';
import { expectSpan } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';
import { told } from './support/told.ts';
import { WORKER_LIVES } from './support/worker-lives.ts';

describe.each(WORKER_LIVES)('E2: a slow VPS, with $worker', ({ start }) => {
  let world: TimeSkippingWorld;
  let tale: Tale;
  beforeAll(async () => {
    world = await start();
    const now = await world.now();
    const monday = at(
      nextDay(now, AMSTERDAM, (day) => isMidweek('NL', day)),
      '10:00',
    );
    await world.letPass(msBetween(now, monday));
    const began = performance.now();
    const zone = { locale: 'en-GB', timeZone: 'America/New_York' };
    tale = new Tale(world, await playE2(world.people, world.letPass, zone));
    console.log(`time-skipped E2: ${Math.round(performance.now() - began)} ms of real time`);
  });
  afterAll(() => world.end());

  test('every promise is kept, or made anew with the hand-over', async () => {
    expect(await tale.promises()).toEqual([
      'acknowledgement 1 kept',
      'first-reply 1 kept',
      'status-update 1 kept',
      'resolution 1 withdrawn',
      'next-reply 1 kept',
      'status-update 2 withdrawn',
      'pick-up 1 kept',
      'status-update 3 kept',
      'resolution 2 kept',
      'status-update 4 withdrawn',
    ]);
    await expectSpan(tale, 'resolution', 2, 2 * HOUR);
    await expectSpan(tale, 'status-update', 4, HOUR);
    expect(await tale.happened('promise.missed')).toEqual([]);
    await expectEveryPromiseEnded(tale);
    await expectGapless(tale);
  });

  test('it goes through all five phases, and the workflow ends with it', async () => {
    expect(await tale.phases()).toEqual(['submit', 'review', 'forward', 'specialist', 'resolve']);
    expect(await tale.ticket()).toMatchObject({ status: 'closed', outcome: 'confirmed', team: 'sysadmins' });
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'confirmed' });
  });

  test('the customer heard each of them once, in order', async () => {
    expect(await tale.heard()).toEqual([
      'acknowledgement',
      'ada',
      'ada',
      'ada: handed-over',
      'siri',
      'siri',
      'confirmation-wanted',
      'closed',
    ]);
  });

  test('the hand-over says why, what is next, who has it, and by when comes a solution', async () => {
    const text = await tale.lastWordsOf('handed-over');
    const [made] = await tale.happened('promise.made', { kind: 'resolution', cycle: 2 });
    expect(text).toContain('A restart did not help.\n\nAn administrator looks for what slows it down.');
    expect(text).toContain('is now with our system administrators: the specialists have the tools and the access');
    expect(text).toContain('They are at work now');
    expect(text).toContain(`a solution by ${told('en-GB', 'America/New_York')(made!.data.dueAt)}`);
  });

  test('it closes with the whole story', async () => {
    const text = await tale.textOf('closed');
    expect(text).toContain('Helped by: ada the agent, siri the agent');
    expect(text).toContain('The solution:\nThe backup was stuck.\n\nIt runs at night again.');
    expect(text).toContain(
      [
        'What we promised you:',
        '- acknowledgement: 1 kept',
        '- first reply: 1 kept',
        '- regular updates: 2 kept, 2 no longer needed',
        '- resolution time: 1 kept, 1 given anew in time',
        '- replies to your further messages: 1 kept',
        '- taking over after a hand-over: 1 kept',
      ].join('\n'),
    );
  });
});
