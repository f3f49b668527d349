import type { Selectable } from 'kysely';
import type { Store } from './connect.ts';
import type { TicketRow } from './schema.ts';

export type StoredTicket = Selectable<TicketRow>;

export const findTicket = (store: Store, id: string): Promise<StoredTicket | undefined> =>
  store.selectFrom('tickets').where('id', '=', id).selectAll().executeTakeFirst();

export const markStarted = async (store: Store, id: string): Promise<void> => {
  await store.updateTable('tickets').set({ workflow_started: true }).where('id', '=', id).execute();
};

/** Tickets whose workflow could not be started yet, oldest first. */
export const findUnstarted = (store: Store, limit: number): Promise<StoredTicket[]> =>
  store
    .selectFrom('tickets')
    .where('workflow_started', '=', false)
    .orderBy('number')
    .limit(limit)
    .selectAll()
    .execute();
