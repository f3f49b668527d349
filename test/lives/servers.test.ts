import fc from 'fast-check';
import { openingTimes } from '../../src/scenarios/play/opening-times.ts';
import { unsound } from '../../src/scenarios/play/soundness.ts';
import { policy } from '../domain/support/shipped-policy.ts';
import { liveForServers } from './live-life.ts';
import { playTogether, type PlayedLife } from './lives-on-a-server.ts';
import { gap, rawLife, type RawLife } from './raw-life.ts';
import { seedOfRun } from './seed.ts';
import { STARTS } from './starts.ts';
import { tellOf } from './written-life.ts';

jest.setTimeout(600_000);

const SEED = seedOfRun();
const TOGETHER = 40;
const STEPS = 10;

const times = openingTimes(policy);

/** Lives that begin at one instant and take their steps at the same ones. */
function livesTogether(start: string, seed: number): RawLife[] {
  const [gaps = []] = fc.sample(fc.array(gap, { minLength: STEPS, maxLength: STEPS }), { seed, numRuns: 1 });
  return fc.sample(rawLife, { seed, numRuns: TOGETHER }).map((life) => ({
    ...life,
    start,
    steps: gaps.map((one, index) => ({ ...life.steps[index % life.steps.length]!, gap: one })),
  }));
}

const GROUPS = Object.entries(STARTS).map(([name, start], index) => ({
  name,
  lives: livesTogether(start, SEED + index),
}));

function brokenRules({ record: { ticket, events, messages, told, time }, sent }: PlayedLife): string[] {
  const fromCustomer = messages.filter(({ author }) => author.role === 'customer').map(({ body }) => body);
  return unsound({
    events,
    promises: ticket.promises,
    isClosed: ticket.status === 'closed',
    time,
    told,
    conversation: { ids: messages.map(({ id }) => id), fromCustomer, sent },
    ...times,
  }).map(({ rule, instead }) => `${rule}: ${instead}`);
}

describe(`lives on the time-skipping server are those of the rules, and keep what is always true (KEPT_SEED=${SEED})`, () => {
  test('no two are alike', () => {
    const done = GROUPS.flatMap(({ lives }) =>
      lives.map(({ channel, site, steps }) =>
        JSON.stringify([channel, site, steps.map(({ who, deed }) => [who, deed])]),
      ),
    );
    expect(done).toHaveLength(GROUPS.length * TOGETHER);
    // But for very short ones.
    expect(new Set(done).size).toBeGreaterThan(0.95 * done.length);
  });

  test.each(GROUPS)(`${TOGETHER} lives from $name`, async ({ lives }) => {
    const played = await playTogether(lives.map(liveForServers));
    expect(played).toHaveLength(TOGETHER);
    const wrong = played.flatMap((life) => {
      const found = [...life.surprises, ...brokenRules(life)];
      return found.length === 0 ? [] : [tellOf(life.lived.story, found)];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});
