import { DAY, epochOf, HOUR, instantOf, MINUTE, SECOND, type Milliseconds } from '../../../domain/calendar/instant.ts';
import { atWallTime, lastAtWallTime, localDate } from '../../../domain/calendar/wall-clock.ts';
import type { Axis, Stretch } from './axis.ts';

/** How far apart ticks may be; all of them fall on what a clock shows. */
const STEPS: readonly Milliseconds[] = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map((days) => days * DAY),
];
/** Room for a clock's time. */
const APART = 56;

/** Instants, in epoch milliseconds, at which the axis says what the clock of a zone shows. */
export function ticksOf({ stretches }: Axis, zone: string): number[] {
  const step = stepOf(stretches);
  return runsOf(stretches).flatMap(({ from, to }) => {
    const ticks = step < DAY ? timesBetween(from, to, step, zone) : daysBetween(from, to, step / DAY, zone);
    // Between two breaks there may be no full hour, and the reader is lost without a clock.
    return ticks.length === 0 ? [from] : ticks;
  });
}

function stepOf(stretches: readonly Stretch[]): Milliseconds {
  const scaled = stretches.find(({ broken, width }) => !broken && width > 0);
  const last = STEPS.at(-1) ?? DAY;
  if (scaled === undefined) return last;
  const perMs = scaled.width / (scaled.to - scaled.from);
  return STEPS.find((step) => step * perMs >= APART) ?? last;
}

interface Run {
  from: number;
  to: number;
}

/** What is to scale without a break between. */
function runsOf(stretches: readonly Stretch[]): Run[] {
  const runs: Run[] = [];
  for (const { from, to, broken } of stretches) {
    const last = runs.at(-1);
    if (broken) continue;
    if (last?.to === from) last.to = to;
    else runs.push({ from, to });
  }
  return runs;
}

function timesBetween(from: number, to: number, step: Milliseconds, zone: string): number[] {
  const ticks: number[] = [];
  const end = instantOf(to);
  for (let day = localDate(instantOf(from), zone); atWallTime(day, 0, zone) <= end; day = day.add({ days: 1 })) {
    for (let minutes = 0; minutes < DAY / MINUTE; minutes += step / MINUTE) {
      // In autumn the clock shows an hour twice.
      ticks.push(epochOf(atWallTime(day, minutes, zone)), epochOf(lastAtWallTime(day, minutes, zone)));
    }
  }
  return between(ticks, from, to);
}

/** Days on which nothing depends where the telling begins: counted from a Monday, so that weeks begin as calendars' do. */
function daysBetween(from: number, to: number, days: number, zone: string): number[] {
  const ticks: number[] = [];
  const first = localDate(instantOf(from), zone);
  const end = instantOf(to);
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  for (let day = monday; atWallTime(day, 0, zone) <= end; day = day.add({ days })) {
    ticks.push(epochOf(atWallTime(day, 0, zone)));
  }
  return between(ticks, from, to);
}

/** Once each, as a time that summer time skips is that of the jump. Stories begin some milliseconds after the minute. */
const between = (ticks: readonly number[], from: number, to: number): number[] =>
  [...new Set(ticks)].filter((tick) => from - SECOND <= tick && tick <= to).sort((one, other) => one - other);
