import { sql } from 'kysely';
import type { Store } from './connect.ts';
import type { RecordedBy } from './schema.ts';
import type { StoredTicket } from './tickets.ts';

/** Tickets whose workflow may be running: those that are open, and those that closed within the last day. */
export const findLiving = (store: Store): Promise<{ id: string }[]> =>
  store
    .selectFrom('tickets')
    .where('workflow_started', '=', true)
    .where((is) =>
      is.or([is('status', '!=', 'closed'), sql<boolean>`(state->>'closedAt')::timestamptz > now() - interval '1 day'`]),
    )
    .orderBy('number')
    .select('id')
    .execute();

/**
 * Hands a ticket to a new run. While `start` starts that run nobody records anything, and afterwards only the new run does:
 * what an older one had not recorded by then, it never will, and nobody is answered for it.
 * @param start gives the run it started, or null to leave the ticket alone
 * @returns who had recorded the ticket before, or undefined when it was left alone
 */
export function handTicketOver(
  store: Store,
  id: string,
  start: (ticket: StoredTicket) => Promise<string | null>,
): Promise<RecordedBy | null | undefined> {
  return store.transaction().execute(async (tx) => {
    const ticket = await tx
      .selectFrom('tickets')
      .where('id', '=', id)
      .selectAll()
      .forUpdate()
      .executeTakeFirstOrThrow();
    const runId = await start(ticket);
    if (runId === null) return undefined;
    const owner: RecordedBy = { runId, decidedAt: ticket.state.submittedAt, sealed: true };
    await tx
      .updateTable('tickets')
      .set({ recorded_by: JSON.stringify(owner) })
      .where('id', '=', id)
      .execute();
    return ticket.recorded_by;
  });
}
