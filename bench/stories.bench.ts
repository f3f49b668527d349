import { DAY } from '../src/domain/calendar/instant.ts';
import { readStories, storyFiles } from '../src/scenarios/find-stories.ts';
import { inLanes } from '../src/scenarios/lanes.ts';
import { simulatedMs, type Played } from '../src/scenarios/played.ts';
import type { WrittenDown } from '../src/scenarios/story/read-story.ts';
import { play } from '../test/scenarios/support/played.ts';

jest.setTimeout(600_000);

const RUNS = 3;
/** Five days until a resolution that nobody contradicts closes; a week and a half in which a customer says nothing. */
const LONG = ['p10-resolved-and-not-contradicted', 'customer-silent-for-two-weeks'];

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

describe('Stories', () => {
  let stories: WrittenDown[];
  beforeAll(async () => {
    ({ stories } = await readStories(await storyFiles([])));
  });

  test.each(LONG)('one that lasts long, played alone: %s', async (name) => {
    const story = stories.find(({ file }) => file.endsWith(`${name}.yaml`));
    if (story === undefined) throw new Error(`there is no story ${name}`);
    const runs: Played[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(passed(await play(story)));
    const { tookMs, ...median } = runs.sort((one, other) => one.tookMs - other.tookMs)[Math.floor(RUNS / 2)]!;
    const simulated = simulatedMs(median);
    console.log(
      `${name}: ${(simulated / DAY).toFixed(1)} days in ${seconds(tookMs)} (median of ${RUNS}), ` +
        `${Math.round(simulated / tookMs)} times as fast as life`,
    );
  });

  test('all that come with Kept, one at a time and two', async () => {
    const alone = await playAll(stories, 1);
    const together = await playAll(stories, 2);
    console.log(
      [
        `${stories.length} stories, each in a world of its own`,
        `  one at a time   ${seconds(alone)}`,
        `  two at a time   ${seconds(together)}, ${(alone / together).toFixed(2)} times as fast`,
      ].join('\n'),
    );
  });
});

async function playAll(stories: WrittenDown[], lanes: number): Promise<number> {
  const began = performance.now();
  await inLanes(stories, lanes, new AbortController().signal, async (story) => passed(await play(story)));
  return performance.now() - began;
}

/** What fails ends early, and would be measured as fast. */
function passed(story: Played): Played {
  if (story.failures.length > 0) throw new Error(`${story.file} did not pass: ${JSON.stringify(story.failures)}`);
  return story;
}
