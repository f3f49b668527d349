import { instantOf, type Instant } from '../domain/calendar/instant.ts';

/** Where "now" comes from outside workflows. Given, never assumed: with time skipping it is the test server's. */
export interface Clock {
  now(): Promise<Instant>;
}

export const wallClock: Clock = { now: () => Promise.resolve(instantOf(Date.now())) };
