import fc from 'fast-check';
import { ALWAYS } from '../../src/scenarios/play/soundness.ts';
import { readStory } from '../../src/scenarios/story/read-story.ts';
import { checkTurn } from '../domain/support/check-turn.ts';
import { live, lives } from '../domain/support/random-life.ts';
import { brokenBy } from './lived-by-rules.ts';
import { liveForServers, liveLife, type LivedLife } from './live-life.ts';
import { rawLife } from './raw-life.ts';
import { seedOfRun } from './seed.ts';
import { tellOf } from './written-life.ts';

const SEED = seedOfRun();
const RUNS = 2_000;
/** Of lives whose every step is looked at, which takes long. */
const FEW_RUNS = 200;

const everyLife = <T>(arbitrary: fc.Arbitrary<T>, check: (life: T) => void, numRuns = RUNS) =>
  fc.assert(fc.property(arbitrary, check), { seed: SEED, numRuns });

/** Fails with the story that shows it, to be played by `npm run scenario`. */
function hold({ story }: LivedLife, broken: string[]): void {
  if (broken.length > 0) throw new Error(`a life breaks what is always true\n\n${tellOf(story, broken)}`);
}

describe(`whatever people do to a ticket, lawful or not (${RUNS} lives, KEPT_SEED=${SEED})`, () => {
  test(`by the rules alone: ${Object.keys(ALWAYS).join(', ')}`, () => {
    const all = new Map<string, number>();
    const see = (what: string) => all.set(what, (all.get(what) ?? 0) + 1);
    everyLife(rawLife, (raw) => {
      const lived = liveLife(raw);
      see(lived.ended.status);
      for (const { step } of lived.slots)
        see(step === null ? 'left out' : step.refused === undefined ? 'lawful' : 'unlawful');
      lived.ended.events.forEach(({ type }) => see(type));
      hold(lived, brokenBy(lived.ended));
    });
    // Lives enough of every kind to mean something.
    expect(all.get('lawful')).toBeGreaterThan(RUNS);
    expect(all.get('unlawful')).toBeGreaterThan(RUNS / 2);
    const wanted = ['closed', 'ticket.handed-over', 'consultation.answered', 'approval.decided', 'approval.expired'];
    const rare = [
      'promise.missed',
      'promise.resumed',
      'ticket.returned',
      'ticket.reopened',
      'reminder.sent',
      ...wanted,
    ];
    expect(rare.filter((what) => (all.get(what) ?? 0) < 20)).toEqual([]);
  });

  test('the same, to the millisecond around what falls due, and with timers that fire late', () =>
    everyLife(lives, (life) => expect(brokenBy(live(life, () => undefined))).toEqual([])));

  test('what the domain’s own rules say of every single step', () =>
    everyLife(rawLife, (raw) => void liveLife(raw, { watch: checkTurn }), FEW_RUNS));

  test('a life that breaks a rule is told as a story that can be played', () => {
    let message = '';
    try {
      everyLife(rawLife, (raw) => {
        const lived = liveForServers(raw);
        const isMissed = lived.ended.ticket.promises.some(({ state }) => state === 'missed');
        hold(lived, isMissed ? ['nothing is ever missed: something was'] : []);
      });
    } catch (error) {
      const { message: summary, cause } = error as Error;
      message = summary + (cause instanceof Error ? cause.message : '');
    }
    const yaml = /# nothing is ever missed: something was\n(story: [\s\S]*?)(?:\n\n|$)/.exec(message)?.[1] ?? '';
    const { story } = readStory(
      'life.yaml',
      yaml
        .split('\n')
        .filter((line) => !/^\s+at /.test(line))
        .join('\n'),
    );
    expect(story.steps.length).toBeGreaterThan(1);
    // Made small: customers who are never answered are enough.
    expect(story.steps.length).toBeLessThan(5);
  });
});
