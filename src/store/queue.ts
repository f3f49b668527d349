import { sql } from 'kysely';
import type { Store } from './connect.ts';
import { firstPage, laterPage, type Placed, type QueueCursor, type QueueFilter } from './queue-pages.ts';
import { isRemembered, WalkError } from './queue-walks.ts';
import type { StoredTicket } from './tickets.ts';

export interface QueuePage {
  tickets: StoredTicket[];
  /** `null` on the last page. */
  next: QueueCursor | null;
}

/**
 * The queue: follow-ups ahead (P13), then by the next due instant, then the oldest; closed tickets after all others.
 *
 * Whoever walks its pages meets every ticket that matches the filter all the while exactly once, in the order of the
 * instant of the first page, however the tickets move. New ones are for the next walk.
 * @throws WalkError when `after` is no cursor of this database, or its walk began too long ago
 */
export async function listTickets(
  store: Store,
  filter: QueueFilter,
  { after, limit }: { after: QueueCursor | null; limit: number },
): Promise<QueuePage> {
  // One more than asked for tells whether there is a next page.
  const query = after === null ? firstPage(filter, limit + 1) : laterPage(filter, after, limit + 1);
  const { rows } = await query.execute(store).catch((error: unknown) => {
    throw isMalformed(error) ? new WalkError('unknown') : error;
  });
  if (rows.length === 0 && after !== null) await requireRemembered(store, after.walk);
  const placed = rows.slice(0, limit);
  const last = placed.at(-1);
  return { tickets: placed.map(withoutPlace), next: rows.length > limit && last !== undefined ? cursorAt(last) : null };
}

async function requireRemembered(store: Store, walk: string): Promise<void> {
  const { rows } = await sql<{ remembered: boolean }>`select ${isRemembered(walk)} as remembered`.execute(store);
  if (rows[0]?.remembered !== true) throw new WalkError('expired');
}

const cursorAt = ({ walk, place_closed, place_calm, place_due_at, number }: Placed): QueueCursor => ({
  walk,
  place: {
    closed: place_closed,
    followUp: !place_calm,
    nextDueAt: place_due_at instanceof Date ? place_due_at.toISOString() : null,
    number,
  },
});

const withoutPlace = ({ walk: _w, place_closed: _c, place_calm: _f, place_due_at: _d, ...ticket }: Placed) => ticket;

/** PostgreSQL's "invalid text representation": what should be a snapshot isn't one. */
const isMalformed = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '22P02';
