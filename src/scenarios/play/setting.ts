import type { Instant } from '../../domain/calendar/instant.ts';
import type { Policy } from '../../domain/policy/schema.ts';
import type { StoryActor } from '../story/actor.ts';
import { StoryFault, type WrittenDown } from '../story/read-story.ts';
import { instantOfStart } from '../story/start.ts';
import type { Story } from '../story/story.ts';

/** When, where and by which policy a story is played. */
export interface Setting {
  start: Instant;
  zone: string;
  tolerance: Story['tolerance'];
  policy: Policy;
}

/** @throws StoryFault when the story's start has passed, or its people are in no team or directory of the policy */
export function settingOf({ file, story, lineOf }: WrittenDown, policy: Policy, now: Instant): Setting {
  const fault = (path: string[], message: string) =>
    new StoryFault(file, [{ line: lineOf(path), path: path.join('.'), message }]);
  for (const [name, actor] of Object.entries(story.actors)) {
    const unknown = unknownIn(policy, actor);
    if (unknown !== null) throw fault(['actors', name], unknown);
  }
  const zone = story.zone ?? policy.sites[policy.defaultSite]?.zone ?? 'UTC';
  const start = instantOfStart(story.start, now, zone, policy);
  if (start === null) throw fault(['start'], 'expected an instant ahead; it has passed, or never comes');
  return { start, zone, tolerance: story.tolerance, policy };
}

function unknownIn({ teams, management }: Policy, actor: StoryActor): string | null {
  if (actor.role === 'customer') return null;
  const [said, known] =
    actor.role === 'agent' ? [actor.teams, Object.keys(teams)] : [[actor.id], Object.keys(management.people)];
  const unknown = said.filter((one) => !known.includes(one));
  return unknown.length === 0 ? null : `expected of ${known.join(', ')}, not ${unknown.join(', ')}`;
}
