/**
 * An instant as ISO 8601 text in UTC with milliseconds (`2026-11-23T14:30:00.000Z`). The width is fixed, so instants
 * sort and compare as text, read well in a workflow's history, and need no conversion on the wire.
 */
export type Instant = string;

/** A length of time in milliseconds. */
export type Milliseconds = number;

export const SECOND: Milliseconds = 1_000;
export const MINUTE: Milliseconds = 60 * SECOND;
export const HOUR: Milliseconds = 60 * MINUTE;
export const DAY: Milliseconds = 24 * HOUR;

export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString();

export const epochOf = (instant: Instant): number => Date.parse(instant);

/** The instant `ms` after `instant` (before it, when negative), by the wall clock. */
export const after = (instant: Instant, ms: Milliseconds): Instant => instantOf(epochOf(instant) + ms);

/** Wall-clock time from one instant to another; negative when `to` is earlier. */
export const msBetween = (from: Instant, to: Instant): Milliseconds => epochOf(to) - epochOf(from);

export const earlier = (a: Instant, b: Instant): Instant => (a <= b ? a : b);

export const later = (a: Instant, b: Instant): Instant => (a >= b ? a : b);
