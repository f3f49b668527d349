import { DigestParams } from './schemas/digests.ts';
import { ProblemError } from './problem.ts';

/** A cursor is opaque to clients: here, the last week of their page. */
export const writeWeekCursor = (week: string): string => Buffer.from(week).toString('base64url');

/** @throws ProblemError when it is not a cursor of ours */
export function readWeekCursor(cursor: string): string {
  const read = DigestParams.safeParse({ week: Buffer.from(cursor, 'base64url').toString('utf8') });
  if (read.success) return read.data.week;
  throw new ProblemError('invalid-request', 'the cursor is not one of ours', {
    errors: [{ path: 'cursor', message: 'expected the nextCursor of an earlier page' }],
  });
}
