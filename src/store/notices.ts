import { sql, type Selectable } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import type { RungName } from '../domain/promises/rung-told.ts';
import type { Store } from './connect.ts';
import type { NoticeRow } from './schema.ts';

/** A notice, with what people know its ticket by. */
export type StoredNotice = Selectable<NoticeRow> & { ticket_number: number; subject: string };

export interface NoticeFilter {
  acknowledged?: boolean | undefined;
  ticket?: string | undefined;
  /** Who is told. */
  person?: string | undefined;
}

/** Where a page ended. */
export interface NoticePlace {
  acknowledged: boolean;
  firedAt: Instant;
  id: string;
}

const withTicket = (store: Store) =>
  store
    .selectFrom('notices')
    .innerJoin('tickets', 'tickets.id', 'notices.ticket_id')
    .selectAll('notices')
    .select(['tickets.number as ticket_number', 'tickets.subject']);

const isAddressedTo = (person: string) => sql<boolean>`recipients @> ${JSON.stringify([{ person }])}::jsonb`;

const IS_OPEN = sql<boolean>`(notices.acknowledged_at is null)`;

/**
 * The inbox: what nobody has acknowledged first, of each the newest first. What is acknowledged meanwhile moves behind the
 * open ones, so that whoever walks the pages may meet it again, and misses nothing.
 */
export async function listNotices(
  store: Store,
  { acknowledged, ticket, person }: NoticeFilter,
  { after, limit }: { after: NoticePlace | null; limit: number },
): Promise<{ notices: StoredNotice[]; next: NoticePlace | null }> {
  let query = withTicket(store);
  if (acknowledged !== undefined) query = query.where(IS_OPEN, '=', !acknowledged);
  if (ticket !== undefined) query = query.where('notices.ticket_id', '=', ticket);
  if (person !== undefined) query = query.where(isAddressedTo(person));
  if (after !== null) {
    const place = sql`(${!after.acknowledged}::boolean, ${after.firedAt}::timestamptz, ${after.id}::text)`;
    query = query.where(sql<boolean>`(${IS_OPEN}, notices.fired_at, notices.id) < ${place}`);
  }
  const rows = await query
    .orderBy(IS_OPEN, 'desc')
    .orderBy('notices.fired_at', 'desc')
    .orderBy('notices.id', 'desc')
    // One more than asked for tells whether there is a next page.
    .limit(limit + 1)
    .execute();
  const notices = rows.slice(0, limit);
  const last = notices.at(-1);
  return { notices, next: rows.length > limit && last !== undefined ? placeOf(last) : null };
}

const placeOf = ({ acknowledged_at, fired_at, id }: StoredNotice): NoticePlace => ({
  acknowledged: acknowledged_at !== null,
  firedAt: fired_at.toISOString(),
  id,
});

/** Whether somebody besides the agents who have the ticket was told. */
const IS_TOLD_TO_MANAGEMENT = sql<boolean>`jsonb_path_exists(recipients, '$[*] ? (@.role != "assignee")')`;

/**
 * Notes that somebody has taken notice. The first one stands.
 * @param of whom alone it must be addressed to; without, to whomever
 * @returns the notice; undefined when there is none, `shared` when management was told, too: their inbox is theirs to clear
 */
export async function acknowledgeNotice(
  store: Store,
  id: string,
  by: { person: string; at: Instant },
  of?: string,
): Promise<StoredNotice | 'shared' | undefined> {
  const addressed = of === undefined ? sql<boolean>`true` : isAddressedTo(of);
  await store
    .updateTable('notices')
    .set({ acknowledged_by: by.person, acknowledged_at: new Date(by.at) })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .where(addressed)
    .$if(of !== undefined, (query) => query.where(IS_TOLD_TO_MANAGEMENT, '=', false))
    .execute();
  const notice = await withTicket(store)
    .where('notices.id', '=', id)
    .where(addressed)
    .select(IS_TOLD_TO_MANAGEMENT.as('shared'))
    .executeTakeFirst();
  return of !== undefined && notice?.shared === true ? 'shared' : notice;
}

/** The notices of these rungs, in the order of what they tell of. */
export const noticesOfRungs = (store: Store, ticketId: string, rungs: RungName[]): Promise<StoredNotice[]> =>
  withTicket(store)
    .where('notices.ticket_id', '=', ticketId)
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('notices.kind', 'notices.cycle', 'notices.rung'),
        'in',
        rungs.map(({ kind, cycle, rung }) => tuple(kind, cycle, rung)),
      ),
    )
    .orderBy('notices.seq')
    .execute();

export async function markSent(store: Store, id: string): Promise<void> {
  await store
    .updateTable('notices')
    .set({ sent_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute();
}
