import { z } from 'zod';
import type { JournalPage } from '../../store/journal-page.ts';

/** How far a client has come: the last event it has, and how often the end of the journal had been replaced by then. */
export interface Position {
  seq: number;
  rewinds: number;
}

export const BEGINNING: Position = { seq: 0, rewinds: 0 };

/** A position as the id of an event: `12`, and once the end of the journal was replaced, `12.1`. */
export const idOf = ({ seq, rewinds }: Position): string => (rewinds === 0 ? `${seq}` : `${seq}.${rewinds}`);

/** The id that a client has seen last; empty is what it sends that has seen none. */
export const LastEventId = z
  .string()
  .regex(/^(\d{1,9}(\.\d{1,9})?)?$/, 'expected the id of an event of this stream, such as 12 or 12.1')
  .transform((id): Position => {
    const [seq = 0, rewinds = 0] = id.split('.').map(Number);
    return { seq, rewinds };
  });

/**
 * The last event that still stands of those a client has. Nothing does when it has what this journal cannot have told it:
 * the journal was restored from a copy, or the client made it up.
 */
export function lastStanding({ seq, rewinds }: Position, { end, rewoundTo }: JournalPage): number {
  if (rewinds > rewoundTo.length) return 0;
  const standing = Math.min(seq, ...rewoundTo.slice(rewinds).map((first) => first - 1));
  return standing > end ? 0 : standing;
}
