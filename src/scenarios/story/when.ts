import { after, type Instant, type Milliseconds } from '../../domain/calendar/instant.ts';
import { parseDuration } from '../../domain/policy/durations.ts';
import { nextWallTime } from './find-wall-time.ts';
import { readPromiseName, type PromiseName } from './promise-name.ts';
import { readWallTime, type WallTime } from './wall-time.ts';

/** An instant as a story says it. */
export type When =
  | { type: 'since-start'; ms: Milliseconds }
  | { type: 'since-last'; ms: Milliseconds }
  | { type: 'wall'; wall: WallTime }
  | { type: 'around-due'; ms: Milliseconds; promise: PromiseName };

export const WHEN_FORMS =
  '+8m (since the story began), 8m later (since the step before), Mon 07:55 Europe/Amsterdam, tomorrow 08:00, ' +
  '25 Dec 08:00, 2027-12-25 08:00, or 2s before first-reply is due';

/** @returns `null` when the text is no instant */
export function readWhen(text: string): When | null {
  const since = /^\+(\S+)$/.exec(text)?.[1];
  if (since !== undefined) return spanned('since-start', since);
  const lateron = /^(\S+) later$/.exec(text)?.[1];
  if (lateron !== undefined) return spanned('since-last', lateron);
  const around = /^(?:(\S+) (before|after) |when )(.+) is due$/.exec(text);
  if (around !== null) return aroundDue(around[1], around[2], around[3]);
  const wall = readWallTime(text);
  // Holidays are a matter of the policy, which a step does not know.
  return wall === null || wall.day.isWorkingDay ? null : { type: 'wall', wall };
}

function spanned(type: 'since-start' | 'since-last', text: string): When | null {
  const ms = text === '0' ? 0 : parseDuration(text);
  return ms === null ? null : { type, ms };
}

function aroundDue(span: string | undefined, side: string | undefined, name: string | undefined): When | null {
  const promise = readPromiseName(name ?? '');
  const ms = span === undefined ? 0 : parseDuration(span);
  if (promise === null || ms === null) return null;
  return { type: 'around-due', ms: side === 'before' ? -ms : ms, promise };
}

/** What it takes to know the instant that is meant. */
export interface Moments {
  start: Instant;
  /** When the step before was. A clock's time is the first from then on. */
  last: Instant;
  zone: string;
  /** The due instant of a promise; `null` while there is none. */
  dueOf(promise: PromiseName): Instant | null;
}

/** @returns `null` when there is no such instant: the promise has none, or the date has passed */
export function instantOfWhen(when: When, { start, last, zone, dueOf }: Moments): Instant | null {
  switch (when.type) {
    case 'since-start':
      return after(start, when.ms);
    case 'since-last':
      return after(last, when.ms);
    case 'wall':
      return nextWallTime(when.wall, last, when.wall.zone ?? zone);
    case 'around-due': {
      const dueAt = dueOf(when.promise);
      return dueAt === null ? null : after(dueAt, when.ms);
    }
    default:
      return when satisfies never;
  }
}
