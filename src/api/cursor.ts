import { z } from 'zod';
import type { QueuePosition } from '../store/tickets.ts';
import { ProblemError } from './problem.ts';

const Position = z.tuple([z.boolean(), z.iso.datetime().nullable(), z.int()]);

/** A cursor is opaque to clients: where their page ended. */
export const writeCursor = ({ followUp, nextDueAt, number }: QueuePosition): string =>
  Buffer.from(JSON.stringify([followUp, nextDueAt, number])).toString('base64url');

/** @throws ProblemError when it is not a cursor of ours */
export function readCursor(cursor: string): QueuePosition {
  try {
    const [followUp, nextDueAt, number] = Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { followUp, nextDueAt, number };
  } catch {
    throw new ProblemError('invalid-request', 'the cursor is not one of ours', {
      errors: [{ path: 'cursor', message: 'expected the nextCursor of an earlier page' }],
    });
  }
}
