import { z } from 'zod';
import type { NoticePlace } from '../store/notices.ts';
import { DatedInstant, notOurs } from './cursor.ts';
import { Id } from './schemas/parts.ts';

const Cursor = z.tuple([z.boolean(), DatedInstant, Id]);

/** A cursor is opaque to clients: where their page ended. */
export const writeNoticeCursor = ({ acknowledged, firedAt, id }: NoticePlace): string =>
  Buffer.from(JSON.stringify([acknowledged, firedAt, id])).toString('base64url');

/** @throws ProblemError when it is not a cursor of ours */
export function readNoticeCursor(cursor: string): NoticePlace {
  try {
    const [acknowledged, firedAt, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { acknowledged, firedAt, id };
  } catch {
    throw notOurs();
  }
}
