import { playStory } from '../../../src/scenarios/play/play-story.ts';
import type { Played } from '../../../src/scenarios/played.ts';
import { readStory, type WrittenDown } from '../../../src/scenarios/story/read-story.ts';
import { address } from '../../support/servers/addresses.ts';
import { createDatabase } from '../../support/servers/database.ts';
import { shippedPolicy, silentLog } from '../../support/world/dependencies.ts';

/** Plays a story on the servers of this run, under the policy as shipped. */
export const play = async (written: WrittenDown): Promise<Played> =>
  playStory(
    written,
    {
      timeSkippingServer: address('timeSkippingServer'),
      workflowBundle: () => address('workflowBundle'),
      createDatabase,
      log: silentLog,
    },
    await shippedPolicy(),
  );

export const played = (yaml: string): Promise<Played> => play(readStory('story.yaml', yaml));

/** "12 phase is review: phase is specialist", for each failure. */
export const failuresOf = ({ failures }: Played): string[] =>
  failures.map(({ line, expected, instead }) => `${line} ${expected}: ${instead}`);
