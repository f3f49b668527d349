import { stringify } from 'yaml';
import { msBetween, type Instant } from '../../src/domain/calendar/instant.ts';
import type { WrittenStory } from '../../src/scenarios/story/story.ts';
import type { Story } from '../domain/support/story.ts';
import { endOf, sayLength } from './end-of-life.ts';
import type { RawLife } from './raw-life.ts';
import { ZONE } from './starts.ts';

export type WrittenStep = WrittenStory['steps'][number];

interface Life extends Pick<RawLife, 'start' | 'channel' | 'site'> {
  submittedAt: Instant;
  slots: { at: Instant; step: WrittenStep | null }[];
  ended: Story;
}

/** The story of a life, which expects the end that the life had. */
export function writeDown({ start, channel, site, submittedAt, slots, ended }: Life): WrittenStory {
  let last = submittedAt;
  const steps: WrittenStep[] = [
    { who: 'carla', submit: { channel, ...(site === null ? {} : { service: { kind: 'vps', id: 'vps-1', site } }) } },
  ];
  for (const [index, { at, step: done }] of slots.entries()) {
    const isLast = index === slots.length - 1;
    if (done === null && !isLast) continue;
    steps.push({
      at: `${sayLength(msBetween(last, at))} later`,
      ...done,
      ...(isLast ? { expect: endOf(ended, submittedAt) } : {}),
    });
    last = at;
  }
  return { story: 'A random life', zone: ZONE, start: `${start} ${ZONE}`, tolerance: '10s', steps };
}

/** As a file that `npm run scenario` plays. */
export const asYaml = (story: WrittenStory): string => stringify(story, { lineWidth: 0 });

/** What is wrong with a life, and the story that shows it. */
export const tellOf = (story: WrittenStory, wrong: string[]): string =>
  `${wrong.map((one) => `# ${one}`).join('\n')}\n${asYaml(story)}`;
