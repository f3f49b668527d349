import { z } from 'zod';
import type { MailPlace } from '../store/incoming-mails.ts';
import { DatedInstant, unknownCursor } from './cursor.ts';
import { Id } from './schemas/parts.ts';

const Cursor = z.tuple([DatedInstant, Id]);

/** A cursor is opaque to clients: where their page ended. */
export const writeMailCursor = ({ receivedAt, id }: MailPlace): string =>
  Buffer.from(JSON.stringify([receivedAt, id])).toString('base64url');

/** @throws ProblemError when it is not a cursor of ours */
export function readMailCursor(cursor: string): MailPlace {
  try {
    const [receivedAt, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { receivedAt, id };
  } catch {
    throw unknownCursor();
  }
}
