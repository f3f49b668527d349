import { MINUTE, msBetween } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, BIRGIT, SIRI } from '../support/world/tokens.ts';
import { AMSTERDAM, at, isMidweek, nextDay } from './support/clocks.ts';
import { expectEveryPromiseEnded, expectGapless } from './support/gapless.ts';
import { HAND_OVER, Tale } from './support/tale.ts';
import { told } from './support/told.ts';

const READERS = [
  {
    locale: 'en-GB',
    timeZone: 'Europe/London',
    words: [
      'is now with our system administrators: the specialists have the tools and the access that your server needs.',
      'is now with our billing team: your request needs expertise beyond standard support.',
      'is back with our support engineers.',
    ],
    atWork: 'They are at work now and take it up next.',
    solutionBy: 'You can expect a solution by ',
    closing: '- taking over after a hand-over: 3 kept',
    reestimated: '- resolution time: 1 kept, 3 given anew in time',
  },
  {
    locale: 'it-IT',
    timeZone: 'Europe/Rome',
    words: [
      "è ora affidata a: i nostri amministratori di sistema. Il motivo: gli specialisti hanno gli strumenti e l'accesso",
      'è ora affidata a: il nostro team di fatturazione. Il motivo: la vostra richiesta richiede competenze superiori',
      'è di nuovo affidata a: i nostri ingegneri di supporto.',
    ],
    atWork: 'Il team è al lavoro adesso e la prenderà in carico.',
    solutionBy: 'Potete aspettarvi una soluzione entro ',
    closing: '- presa in carico dopo il passaggio: 3 rispettati',
    reestimated: '- tempo di risoluzione: 1 rispettato, 3 aggiornati in tempo',
  },
];

describe('P8: from team to team and back, in one conversation', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each(READERS)('read by a customer in $locale', async ({ locale, timeZone, words, ...reader }) => {
    const now = await world.now();
    const day = nextDay(now, AMSTERDAM, (one) => isMidweek('NL', one) && isMidweek('DE', one));
    await world.letPass(msBetween(now, at(day, '10:00')));
    const tale = await Tale.inReview(world, { locale, timeZone });
    await tale.reviewedAs('standard');
    const steps = [
      { from: ADA, to: 'sysadmins', reason: 'server', taker: SIRI },
      { from: SIRI, to: 'billing', reason: 'complex', taker: BIRGIT },
      { from: BIRGIT, to: 'support', reason: 'workload', taker: ADA },
    ] as const;
    for (const [index, { from, to, reason, taker }] of steps.entries()) {
      await world.letPass(4 * MINUTE);
      const handedOver = await tale.forwardedTo(to, from, reason);
      expect(handedOver).toMatchObject({ team: to, assignee: null, phase: 'forward', status: 'waiting-for-team' });
      const text = await tale.lastWordsOf('handed-over');
      expect(text).toContain(`${HAND_OVER.explanation}\n\n${HAND_OVER.nextStep}`);
      expect(text).toContain(words[index]);
      expect(text).toContain(reader.atWork);
      expect(text).toContain(
        `${reader.solutionBy}${told(locale, timeZone)(await tale.dueOf('resolution', index + 2))}`,
      );
      await world.letPass(4 * MINUTE);
      expect(await tale.takenBy(taker)).toMatchObject({ assignee: taker.id, status: 'open' });
    }
    await tale.resolved();
    await tale.confirmed();

    expect((await tale.ticket()).handOvers.map(({ from, to, by }) => [by, from, to])).toEqual([
      ['ada', 'support', 'sysadmins'],
      ['siri', 'sysadmins', 'billing'],
      ['birgit', 'billing', 'support'],
    ]);
    const passes = ['forward', 'specialist'];
    expect(await tale.phases()).toEqual(['submit', 'review', ...passes, ...passes, 'forward', 'review', 'resolve']);
    expect(await tale.promises()).toEqual([
      'acknowledgement 1 kept',
      'first-reply 1 kept',
      'status-update 1 withdrawn',
      'resolution 1 withdrawn',
      'pick-up 1 kept',
      'status-update 2 withdrawn',
      'resolution 2 withdrawn',
      'pick-up 2 kept',
      'status-update 3 withdrawn',
      'resolution 3 withdrawn',
      'pick-up 3 kept',
      'status-update 4 withdrawn',
      'resolution 4 kept',
    ]);
    const reasons = (await tale.happened('promise.withdrawn', { kind: 'status-update' })).map(
      ({ data }) => data.reason,
    );
    expect(reasons).toEqual(['handed-over', 'handed-over', 'handed-over', 'resolved']);
    expect(await tale.heard()).toEqual([
      'acknowledgement',
      'ada: handed-over',
      'siri: handed-over',
      'birgit: handed-over',
      'ada',
      'confirmation-wanted',
      'closed',
    ]);
    const closing = await tale.textOf('closed');
    expect(closing).toContain('ada the agent, siri the agent, birgit the agent');
    expect(closing).toContain(reader.closing);
    expect(closing).toContain(reader.reestimated);
    await expectEveryPromiseEnded(tale);
    await expectGapless(tale);
  });
});
