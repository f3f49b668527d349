import { DAY, msBetween, SECOND, type Instant, type Milliseconds } from '../domain/calendar/instant.ts';

const DAY_S = DAY / SECOND;

/** "9:58", "1:59:20", or "2 d 3:04:05" for days; whole seconds, the rest left out. */
export function duration(ms: Milliseconds): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND);
  const days = Math.floor(seconds / DAY_S);
  const hours = Math.floor((seconds % DAY_S) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const two = (n: number) => String(n).padStart(2, '0');
  const rest = two(seconds % 60);
  if (days > 0) return `${days} d ${hours}:${two(minutes)}:${rest}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** "+9:58": when something was, since an earlier instant, to the nearest second: what was due at ten is not told as 9:59. */
export const since = (start: Instant, at: Instant): string =>
  `+${duration(Math.round(msBetween(start, at) / SECOND) * SECOND)}`;

/** "30 min", "1 h 30 min", "13 h 18 min": to the minute, as people promise; "45 s" below one. */
export function span(ms: Milliseconds): string {
  if (ms < 60 * SECOND) return `${Math.round(ms / SECOND)} s`;
  const minutes = Math.round(ms / (60 * SECOND));
  const parts = [
    { n: Math.floor(minutes / 1_440), unit: 'd' },
    { n: Math.floor((minutes % 1_440) / 60), unit: 'h' },
    { n: minutes % 60, unit: 'min' },
  ];
  return parts.flatMap(({ n, unit }) => (n > 0 ? [`${n} ${unit}`] : [])).join(' ');
}

/** "19:08:51" in a zone; with the day when it isn't the one of `near`. */
export function clockTime(at: Instant, near: Instant | null, timeZone: string): string {
  const format = (options: Intl.DateTimeFormatOptions, instant: Instant) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(new Date(instant));
  const time = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, at);
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return near !== null && format(day, at) === format(day, near) ? time : `${format(day, at)} ${time}`;
}
