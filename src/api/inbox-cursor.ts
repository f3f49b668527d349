import { z } from 'zod';
import { isStorable } from '../domain/storable-text.ts';
import type { InboxPlace } from '../store/approvals.ts';
import { unknownCursor } from './cursor.ts';

const Cursor = z.tuple([z.int(), z.string().refine(isStorable)]);

/** Opaque to clients: where their page of the managers' inbox ended. */
export const writeInboxCursor = ({ place, id }: InboxPlace): string =>
  Buffer.from(JSON.stringify([place, id])).toString('base64url');

/** @throws ProblemError when it is not a cursor of ours */
export function readInboxCursor(cursor: string): InboxPlace {
  try {
    const [place, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { place, id };
  } catch {
    throw unknownCursor();
  }
}
