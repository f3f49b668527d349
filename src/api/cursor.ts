import { z } from 'zod';
import type { QueuePosition } from '../store/tickets.ts';
import { ProblemError } from './problem.ts';

/** Whoever makes up a cursor gets no further than PostgreSQL does: it knows no year 0, and numbers of 32 bits. */
const NextDueAt = z.iso.datetime().refine((at) => !at.startsWith('0000'));
const Position = z.tuple([z.boolean(), z.boolean(), NextDueAt.nullable(), z.int32()]);

/** A cursor is opaque to clients: where their page ended. */
export const writeCursor = ({ closed, followUp, nextDueAt, number }: QueuePosition): string =>
  Buffer.from(JSON.stringify([closed, followUp, nextDueAt, number])).toString('base64url');

/** @throws ProblemError when it is not a cursor of ours */
export function readCursor(cursor: string): QueuePosition {
  try {
    const [closed, followUp, nextDueAt, number] = Position.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { closed, followUp, nextDueAt, number };
  } catch {
    throw new ProblemError('invalid-request', 'the cursor is not one of ours', {
      errors: [{ path: 'cursor', message: 'expected the nextCursor of an earlier page' }],
    });
  }
}
