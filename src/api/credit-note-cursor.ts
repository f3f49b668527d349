import { z } from 'zod';
import { unknownCursor } from './cursor.ts';

const Cursor = z.tuple([z.literal('credit-notes'), z.int32()]);

/** Opaque to clients: before which note the next page begins. */
export const writeCreditNoteCursor = (before: number): string =>
  Buffer.from(JSON.stringify(['credit-notes', before])).toString('base64url');

/** @throws ProblemError when it is not a cursor of this list */
export function readCreditNoteCursor(cursor: string): number {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))[1];
  } catch {
    throw unknownCursor();
  }
}
