import fc from 'fast-check';
import { played } from '../scenarios/support/played.ts';
import type { Story } from '../domain/support/story.ts';
import { liveForServers } from './live-life.ts';
import { rawLife } from './raw-life.ts';
import { seedOfRun } from './seed.ts';
import { tellOf } from './written-life.ts';

const SEED = seedOfRun();
const MOST = 500;

/** Promises came to every end, and so did the ticket. */
function isFull({ ticket: { outcome, promises } }: Story): boolean {
  const ends = ['kept', 'missed', 'withdrawn'].every((end) => promises.some(({ state }) => state === end));
  return ends && outcome === 'withdrawn';
}

/** Of each kind of expectation one, and what it is not. */
const MISTAKES: [RegExp, string][] = [
  [/phase is resolve/, 'phase is review'],
  [/status is closed/, 'status is resolved'],
  [/team is \S+/, 'team is nowhere'],
  [/outcome is withdrawn/, 'outcome is confirmed'],
  [/promise acknowledgement 1 kept/, 'promise acknowledgement 1 missed'],
  [/promise first-reply 1 due at \S+/, 'promise first-reply 1 due at +1m'],
  [/promise first-reply 2 not made/, 'promise first-reply 1 not made'],
];

describe(`a life that is told as a story (KEPT_SEED=${SEED})`, () => {
  const full = fc.sample(rawLife, { seed: SEED, numRuns: MOST }).find((raw) => isFull(liveForServers(raw).ended))!;
  const yaml = tellOf(liveForServers(full).story, ['nothing at all']);

  test('comes to the same on a server', async () => {
    const { failures, expectations } = await played(yaml);
    expect(failures).toEqual([]);
    expect(expectations).toBeGreaterThan(10);
  });

  test('fails, played with another end expected, at just those lines', async () => {
    expect(MISTAKES.filter(([right]) => !right.test(yaml))).toEqual([]);
    const wrong = MISTAKES.reduce((text, [right, mistake]) => text.replace(right, mistake), yaml);
    const { failures } = await played(wrong);
    expect(failures.map(({ expected }) => expected).sort()).toEqual(MISTAKES.map(([, mistake]) => mistake).sort());
  });
});
