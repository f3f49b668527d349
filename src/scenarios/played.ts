import { msBetween, type Instant, type Milliseconds } from '../domain/calendar/instant.ts';
import type { TicketRecord } from './play/record.ts';

/** Something that is not as the story wants it. */
export interface Failure {
  line: number;
  /** The expectation, or what the step does. */
  expected: string;
  instead: string;
}

/** What became of a story. */
export interface Played {
  file: string;
  name: string;
  cites: readonly string[];
  zone: string;
  tolerance: Milliseconds;
  startedAt: Instant;
  endedAt: Instant;
  /** How long it took by the wall, the servers' start not counted. */
  tookMs: Milliseconds;
  expectations: number;
  failures: Failure[];
  tickets: { name: string; record: TicketRecord }[];
  /** How people are called, by the id that the journal has. */
  names: Record<string, string>;
}

/** A story that could not be read or played, and why. */
export interface BrokenStory {
  file: string;
  message: string;
}

/** How long a story's life was, by its own clock. */
export const simulatedMs = ({ startedAt, endedAt }: Pick<Played, 'startedAt' | 'endedAt'>): Milliseconds =>
  msBetween(startedAt, endedAt);
