import type { Policy } from '../../../src/domain/policy/schema.ts';
import { HoursUnder } from '../../../src/what-if/hours-under.ts';
import { knownUntil, lifeIn } from '../../../src/what-if/life.ts';
import { relive, type Relived } from '../../../src/what-if/relive.ts';
import type { Story } from '../../domain/support/story.ts';

/** After most that the stories tell. */
const ENDS = '2026-07-01T00:00:00.000Z';

export const hoursUnder = (policy: Policy): HoursUnder => new HoursUnder(policy, ENDS);

/** A story as it would have gone under another policy, as far as it was told. */
export const relived = (story: Story, under: HoursUnder): Relived =>
  relive(lifeIn(story.events, knownUntil(story.ticket, story.now)), under);
