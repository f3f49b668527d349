import { after, HOUR, msBetween, SECOND, type Instant, type Milliseconds } from '../../src/domain/calendar/instant.ts';
import type { WrittenStory } from '../../src/scenarios/story/story.ts';
import type { Turn } from '../domain/support/random-life.ts';
import { anAcknowledgedTicket, type Story } from '../domain/support/story.ts';
import type { RawLife } from './raw-life.ts';
import { turn, withdrawn } from './turn.ts';
import { writeDown, type WrittenStep } from './written-life.ts';

/** A life that the rules have lived, and the story that tells it. */
export interface LivedLife {
  story: WrittenStory;
  submittedAt: Instant;
  /** The instants of the story's steps after the first, and what is done then. */
  slots: { at: Instant; step: WrittenStep | null }[];
  ended: Story;
}

interface Living {
  /** Steps keep so far away from what falls due. */
  margin?: Milliseconds;
  /** Is shown every single step, timers and deliveries included. */
  watch?(turn: Turn): void;
}

/** On a server time isn't exact: what is to be played there keeps away from what falls due. */
const SERVER_MARGIN_MS = 45 * SECOND;
/** In seconds: when the last step is taken, after the others; one of them is far enough from what falls due. */
const LAST_GAPS = [20 * 60 + 7, 13 * 60 + 31, 8 * 60 + 43];
/** Long enough for silence to close whatever it closes. */
const SILENCE_MS = 9 * 24 * HOUR;

/** Lives a life by the rules alone, every timer at its instant, every message delivered at once. */
export function liveLife({ start, channel, site, steps }: RawLife, living: Living = {}): LivedLife {
  const { margin = 0, watch = () => undefined } = living;
  let story = anAcknowledgedTicket({ at: start, channel, serviceSite: site });
  const submittedAt = story.now;
  const slots: LivedLife['slots'] = [];
  const turns = [
    ...steps.map((raw) => ({ gap: raw.gap, take: (now: Story) => turn(now, raw) })),
    ...LAST_GAPS.map((gap) => ({ gap, take: withdrawn })),
  ];
  for (const { gap, take } of turns) {
    const at = after(story.now, gap * SECOND);
    story = sleep(story, at, watch);
    const told = isDeadlineNear(story, at, margin) ? null : take(story);
    slots.push({ at, step: told?.step ?? null });
    if (told === null) continue;
    const isRefused = told.story === story;
    const answer = isRefused ? (told.step.refused ?? '') : 'allowed';
    watch({ before: story, after: isRefused ? story.unchanged() : told.story, isTimer: false, answer });
    story = delivered(told.story, watch);
  }
  const at = after(story.now, SILENCE_MS);
  story = sleep(story, at, watch);
  slots.push({ at, step: null });
  return {
    story: writeDown({ start, channel, site, submittedAt, slots, ended: story }),
    submittedAt,
    slots,
    ended: story,
  };
}

/** A life that a server can come to the same with. */
export const liveForServers = (raw: RawLife): LivedLife => liveLife(raw, { margin: SERVER_MARGIN_MS });

/** As the server does: what is written is delivered, and timers fire at their instants. */
function sleep(story: Story, until: Instant, watch: (turn: Turn) => void): Story {
  let awake = story;
  for (let next = awake.nextDeadline; next !== null && next <= until; next = awake.nextDeadline) {
    const before = awake.at(next > awake.now ? next : awake.now);
    awake = before.wakes();
    watch({ before, after: awake, isTimer: true, answer: 'allowed' });
    awake = delivered(awake, watch);
  }
  return awake.at(until);
}

function delivered(story: Story, watch: (turn: Turn) => void): Story {
  if (story.ticket.undelivered.length === 0) return story;
  const after = story.delivered();
  watch({ before: story, after, isTimer: false, answer: 'allowed' });
  return after;
}

function isDeadlineNear(story: Story, at: Instant, margin: Milliseconds): boolean {
  const near = (instant: Instant | null) => instant !== null && Math.abs(msBetween(instant, at)) < margin;
  return near(story.nextDeadline) || story.ticket.promises.some(({ rungs }) => rungs.some((rung) => near(rung.at)));
}
