import { z } from 'zod';
import { DAY, HOUR, MINUTE, SECOND, type Milliseconds } from '../calendar/instant.ts';

const FORM = /^(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?$/;
const UNITS = [DAY, HOUR, MINUTE, SECOND];
const EXPECTED = 'expected a duration such as 90s, 10m, 1h30m, 2h or 7d';

/** @returns the milliseconds of `10m`, `1h30m`, `7d` (a day is always 24 hours), or `null` for any other text. */
export function parseDuration(text: string): Milliseconds | null {
  const [, ...counts] = FORM.exec(text) ?? [];
  const ms = UNITS.reduce((sum, unit, index) => sum + unit * Number(counts[index] ?? 0), 0);
  return ms > 0 ? ms : null;
}

/** A positive length of time, written for people and held in milliseconds. */
export const Duration = z.string({ error: EXPECTED }).transform((text, ctx): Milliseconds => {
  const ms = parseDuration(text);
  if (ms !== null) return ms;
  ctx.addIssue({ code: 'custom', message: EXPECTED });
  return z.NEVER;
});
