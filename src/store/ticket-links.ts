import { sql, type Selectable } from 'kysely';
import { announceJournal } from './announce-journal.ts';
import type { Store } from './connect.ts';
import type { TicketLinkRow } from './schema.ts';

export type StoredLink = Selectable<TicketLinkRow>;

/** What was kept under this id before stays as it is. @returns what is kept */
export async function keepLink(
  store: Store,
  link: Pick<StoredLink, 'id' | 'ticket_id' | 'made_by' | 'expires_at'>,
): Promise<StoredLink> {
  await store
    .insertInto('ticket_links')
    .values(link)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return store.selectFrom('ticket_links').where('id', '=', link.id).selectAll().executeTakeFirstOrThrow();
}

export const findLink = (store: Store, id: string): Promise<StoredLink | undefined> =>
  store.selectFrom('ticket_links').where('id', '=', id).selectAll().executeTakeFirst();

/** The newest first. */
export const linksOf = (store: Store, ticketId: string): Promise<StoredLink[]> =>
  store
    .selectFrom('ticket_links')
    .where('ticket_id', '=', ticketId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .selectAll()
    .execute();

export async function isRevoked(store: Store, id: string): Promise<boolean> {
  const link = await findLink(store, id);
  return link === undefined || link.revoked_at !== null;
}

/**
 * Once for good. Live views of the ticket are woken, in every process: those that came by the link end.
 * @returns what is kept; undefined when the ticket has no such link
 */
export const revokeLink = (store: Store, ticketId: string, id: string, by: string): Promise<StoredLink | undefined> =>
  store.transaction().execute(async (tx) => {
    const revoked = await tx
      .updateTable('ticket_links')
      .where('ticket_id', '=', ticketId)
      .where('id', '=', id)
      .set({
        revoked_by: sql<string>`coalesce(revoked_by, ${by})`,
        revoked_at: sql<Date>`coalesce(revoked_at, clock_timestamp())`,
      })
      .returningAll()
      .executeTakeFirst();
    if (revoked !== undefined) await announceJournal(tx, ticketId);
    return revoked;
  });
