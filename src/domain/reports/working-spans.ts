import { epochOf } from '../calendar/instant.ts';
import type { HoursKey, OpeningHours } from '../calendar/opening-hours.ts';
import type { Span, Spans } from './spans.ts';

/** Opening hours in the form that many tickets can be held against; known from `from` to `to`. */
export interface WorkingSpans extends Span {
  key: HoursKey;
  /** `null`: it never closes. */
  open: Spans | null;
}

export const workingSpans = ({ team, site, alwaysOpen, from, until, openings }: OpeningHours): WorkingSpans => ({
  key: { team, site },
  from: alwaysOpen ? -Infinity : epochOf(from),
  to: alwaysOpen ? Infinity : epochOf(until),
  open: alwaysOpen
    ? null
    : openings.map(({ opensAt, closesAt }) => ({ from: epochOf(opensAt), to: epochOf(closesAt) })),
});
