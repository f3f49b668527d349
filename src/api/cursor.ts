import { z } from 'zod';
import type { QueueCursor } from '../store/queue-pages.ts';
import { WalkError } from '../store/queue-walks.ts';
import { ProblemError } from './problem.ts';

/** Whoever makes up a cursor gets no further than PostgreSQL does: it knows no year 0, and numbers of 32 bits. */
export const DatedInstant = z.iso.datetime().refine((at) => !at.startsWith('0000'));
/** PostgreSQL looks closer: these are the characters of its snapshots. */
const Walk = z.string().regex(/^[\d:,]+$/);
const Cursor = z.tuple([Walk, z.boolean(), z.boolean(), DatedInstant.nullable(), z.int32()]);

/** A cursor is opaque to clients: when their walk began, and where their page ended. */
export const writeCursor = ({ walk, place: { closed, followUp, nextDueAt, number } }: QueueCursor): string =>
  Buffer.from(JSON.stringify([walk, closed, followUp, nextDueAt, number])).toString('base64url');

/** @throws ProblemError when it is not a cursor of ours */
export function readCursor(cursor: string): QueueCursor {
  try {
    const [walk, closed, followUp, nextDueAt, number] = Cursor.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { walk, place: { closed, followUp, nextDueAt, number } };
  } catch {
    throw notOurs();
  }
}

/** @throws ProblemError when the error is about the cursor; otherwise the error */
export function refuseCursor(error: unknown): never {
  if (!(error instanceof WalkError)) throw error;
  throw error.reason === 'unknown' ? notOurs() : expired();
}

export const notOurs = (): ProblemError =>
  new ProblemError('invalid-request', 'the cursor is not one of ours', {
    errors: [{ path: 'cursor', message: 'expected the nextCursor of an earlier page' }],
  });

const expired = (): ProblemError =>
  new ProblemError('invalid-request', 'the cursor has expired: begin again with the first page', {
    errors: [{ path: 'cursor', message: 'expected a nextCursor whose first page is less than an hour old' }],
  });
