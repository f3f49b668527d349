import { DAY, HOUR, SECOND, type Milliseconds } from '../../../domain/calendar/instant.ts';

/** From one instant to the next at which something happens, in epoch milliseconds, and the place that it is given. */
export interface Stretch {
  from: number;
  to: number;
  x: number;
  width: number;
  /** Too long to be drawn to scale: it has the same width as every other broken one. */
  broken: boolean;
}

/** Time from left to right: what isn't broken is all to one scale. */
export interface Axis {
  stretches: readonly Stretch[];
  width: number;
}

export const BREAK_WIDTH = 60;
const WIDTH = 1_120;
/** What is to scale keeps at least so much of the place. */
const SCALED_WIDTH = 480;

/** Only what is longer may be broken; the longest that leaves the short ones enough place is taken. */
const LIMITS: readonly Milliseconds[] = [Infinity, 28 * DAY, 7 * DAY, 2 * DAY, DAY, 12 * HOUR, 6 * HOUR, 3 * HOUR];
/** What is shorter is one moment for who reads the drawing. */
const SHORTEST = 30 * SECOND;
const SHORT = HOUR;
const SHORT_WIDTH = 14;

/**
 * Weeks in which nothing happens must not squeeze the minutes of work into nothing: the long stretches are broken until
 * the short ones can be told apart.
 * @param moments epoch milliseconds at which something happens, in any order
 */
export function brokenAxis(moments: readonly number[]): Axis {
  const sorted = [...new Set(moments)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((to, index) => ({ from: sorted[index] ?? to, to }));
  const lengths = gaps.map(({ from, to }) => to - from);
  const short = typicalShort(lengths);
  const tried = LIMITS.map((limit) => scaled(lengths, limit));
  const widest = Math.max(...tried.map(({ perMs }) => perMs));
  const { limit, width, perMs } =
    tried.find((scale) => short * scale.perMs >= SHORT_WIDTH || scale.perMs === widest) ?? UNSCALED;
  let x = 0;
  const stretches = gaps.map(({ from, to }): Stretch => {
    const broken = to - from > limit;
    const stretch = { from, to, x, width: broken ? BREAK_WIDTH : (to - from) * perMs, broken };
    x += stretch.width;
    return stretch;
  });
  return { stretches, width };
}

interface Scale {
  limit: Milliseconds;
  width: number;
  perMs: number;
}

const UNSCALED: Scale = { limit: Infinity, width: WIDTH, perMs: 0 };

/** The median of the minutes of work; where there are none, the shortest of all that is longer. */
function typicalShort(lengths: readonly Milliseconds[]): Milliseconds {
  const notable = lengths.filter((length) => length >= SHORTEST).sort((a, b) => a - b);
  const short = notable.filter((length) => length <= SHORT);
  return short[Math.floor(short.length / 2)] ?? notable[0] ?? Infinity;
}

/** What a millisecond gets of the place when everything longer than `limit` is broken. */
function scaled(lengths: readonly Milliseconds[], limit: Milliseconds): Scale {
  const whole = lengths.filter((length) => length <= limit);
  const breaks = (lengths.length - whole.length) * BREAK_WIDTH;
  if (whole.length === 0) return { ...UNSCALED, limit, width: Math.max(breaks, BREAK_WIDTH) };
  const notable = whole.filter((length) => length >= SHORTEST).length;
  const width = Math.max(WIDTH, breaks + Math.max(SCALED_WIDTH, notable * SHORT_WIDTH));
  return { limit, width, perMs: (width - breaks) / whole.reduce((sum, length) => sum + length, 0) };
}

/** Where an instant lies; what lies outside of the axis is at its ends. */
export function placeOf({ stretches, width }: Axis, epochMs: number): number {
  const stretch = stretches.find(({ to }) => epochMs <= to);
  if (stretch === undefined) return stretches.length === 0 ? 0 : width;
  const { from, to, x } = stretch;
  return x + (Math.max(0, epochMs - from) / (to - from)) * stretch.width;
}
