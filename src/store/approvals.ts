import { sql, type Transaction } from 'kysely';
import { approvalOf, type Approval, type ApprovalState } from '../domain/approvals/approval.ts';
import { epochOf } from '../domain/calendar/instant.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Store } from './connect.ts';
import type { Database } from './schema.ts';
import type { StoredTicket } from './tickets.ts';

/** An approval with the ticket that it is about. */
export interface TicketApproval {
  ticket: StoredTicket;
  approval: Approval;
}

/** Where a page of the inbox ended. */
export interface InboxPlace {
  place: number;
  id: string;
}

/** Later than any due instant. */
const AFTER_ALL_THAT_WAITS = 2 ** 52;

/** The inbox's order: what waits by its due instant, then what has ended, the latest first. */
const placeOf = ({ dueAt, endedAt }: Approval): number =>
  endedAt === null ? epochOf(dueAt) : AFTER_ALL_THAT_WAITS - epochOf(endedAt);

/** Keeps the inbox as the ticket has it. */
export async function listApprovals(tx: Transaction<Database>, { id: ticketId, approvals }: Ticket): Promise<void> {
  if (approvals.length === 0) return;
  await tx
    .insertInto('approvals')
    .values(
      approvals.map((approval) => ({
        id: approval.id,
        ticket_id: ticketId,
        state: approval.state,
        place: placeOf(approval),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['ticket_id', 'id'])
        .doUpdateSet(({ ref }) => ({ state: ref('excluded.state'), place: sql<number>`excluded.place` })),
    )
    .execute();
}

/** The managers' inbox, most urgent first. An approval that is decided between two pages may be on both. */
export async function readInbox(
  store: Store,
  state: ApprovalState | undefined,
  { after, limit }: { after: InboxPlace | null; limit: number },
): Promise<{ items: TicketApproval[]; next: InboxPlace | null }> {
  let rows = store
    .selectFrom('approvals')
    .selectAll()
    .orderBy('place')
    .orderBy('id')
    .limit(limit + 1);
  if (state !== undefined) rows = rows.where('state', '=', state);
  if (after !== null) rows = rows.where(sql<boolean>`(place, id) > (${after.place}::bigint, ${after.id})`);
  const found = await rows.execute();
  const page = found.slice(0, limit);
  const tickets = await ticketsOf(store, [...new Set(page.map(({ ticket_id }) => ticket_id))]);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.flatMap(({ id, ticket_id }) => {
      const ticket = tickets.get(ticket_id);
      const approval = ticket === undefined ? undefined : approvalOf(ticket.state.approvals, id);
      return ticket === undefined || approval === undefined ? [] : [{ ticket, approval }];
    }),
    next: last === undefined ? null : { place: last.place, id: last.id },
  };
}

async function ticketsOf(store: Store, ids: string[]): Promise<Map<string, StoredTicket>> {
  if (ids.length === 0) return new Map();
  const rows = await store.selectFrom('tickets').where('id', 'in', ids).selectAll().execute();
  return new Map(rows.map((row) => [row.id, row]));
}
