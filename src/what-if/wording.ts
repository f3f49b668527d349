import type { Instant } from '../domain/calendar/instant.ts';
import type { Compared, Fate } from './compare.ts';

/** How an instant reads by one clock. */
export type Clock = (at: Instant) => string;

/** "2026-11-30 15:04:05" in a zone. One formatter for all: making one costs more than using it. */
export function clockIn(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (at) => format.format(new Date(at));
}

/** "first reply", "status update 2". */
export const promiseName = ({ kind, cycle }: Pick<Compared, 'kind' | 'cycle'>): string =>
  `${kind === 'pick-up' ? kind : kind.replaceAll('-', ' ')}${cycle === 1 ? '' : ` ${cycle}`}`;

/** "billing"; "billing → support" where another team owes it under the other policy. */
export const teamsOf = ({ before, after }: Compared): string =>
  [...new Set([before, after].flatMap((fate) => (fate === null ? [] : [fate.team])))].join(' → ');

const STATES: Record<Fate['state'], string> = {
  kept: 'kept',
  missed: 'missed',
  withdrawn: 'withdrawn',
  running: 'still owed',
};

export const stateOf = (fate: Fate | null): string => (fate === null ? 'not made' : STATES[fate.state]);

/** By when it is owed; empty for a promise that is not made. */
export const dueOf = (fate: Fate | null, clock: Clock): string =>
  fate === null ? '' : fate.dueAt === null ? 'paused' : clock(fate.dueAt);
