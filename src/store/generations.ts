import { sql } from 'kysely';
import type { Store } from './connect.ts';
import type { RecordedBy } from './schema.ts';
import type { StoredTicket } from './tickets.ts';

/** Tickets whose workflow may be running: those that are open, and those that have closed so lately that words are still on their way. */
export const findLiving = (store: Store): Promise<{ id: string }[]> =>
  store
    .selectFrom('tickets')
    .where((is) => is.or([is('closed_at', 'is', null), is('closed_at', '>', sql<Date>`now() - interval '3 days'`)]))
    .orderBy('number')
    .select('id')
    .execute();

/**
 * Begins a new generation of a ticket's runs, which starts from what is recorded of it. Meanwhile nobody records anything;
 * afterwards no run of an earlier generation does: what it had not recorded by then, it never will, and nobody is answered
 * for it.
 * @param start starts a run from the ticket as it is given; false to leave the ticket alone
 * @returns who had recorded the ticket before, or undefined when it was left alone
 */
export function beginGeneration(
  store: Store,
  id: string,
  start: (ticket: StoredTicket) => Promise<boolean>,
): Promise<RecordedBy | null | undefined> {
  return store.transaction().execute(async (tx) => {
    const ticket = await tx
      .selectFrom('tickets')
      .where('id', '=', id)
      .selectAll()
      .forUpdate()
      .executeTakeFirstOrThrow();
    const generation = ticket.generation + 1;
    if (!(await start({ ...ticket, generation }))) return undefined;
    await tx.updateTable('tickets').set({ generation }).where('id', '=', id).execute();
    return ticket.recorded_by;
  });
}
