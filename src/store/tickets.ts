import { sql, type Selectable } from 'kysely';
import type { Phase } from '../domain/ticket/phases.ts';
import type { Status } from '../domain/ticket/status.ts';
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

/** Where a page of the queue ends: the sort key of its last ticket. */
export interface QueuePosition {
  closed: boolean;
  followUp: boolean;
  nextDueAt: string | null;
  number: number;
}

export interface QueueFilter {
  customer?: string | undefined;
  team?: string | undefined;
  phase?: Phase | undefined;
  status?: Status | undefined;
  missed?: boolean | undefined;
  assignee?: string | undefined;
}

/** The queue: follow-ups ahead (P13), then by the next due instant, then the oldest; closed tickets after all others. */
export async function listTickets(
  store: Store,
  filter: QueueFilter,
  { after, limit }: { after: QueuePosition | null; limit: number },
): Promise<StoredTicket[]> {
  const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
  let query = store
    .selectFrom('tickets')
    .selectAll()
    .orderBy(sql`(status = 'closed')`)
    .orderBy(sql`(follow_up_since is null)`)
    .orderBy(sql`coalesce(next_due_at, 'infinity')`)
    .orderBy('number')
    .limit(limit);
  for (const [column, value] of wanted) query = query.where(sql.ref(column), '=', value);
  if (after !== null) {
    const { closed, followUp, nextDueAt, number } = after;
    query = query.where(
      sql<boolean>`((status = 'closed'), (follow_up_since is null), coalesce(next_due_at, 'infinity'), number)
        > (${closed}::boolean, ${!followUp}::boolean, ${nextDueAt ?? 'infinity'}::timestamptz, ${number}::integer)`,
    );
  }
  return query.execute();
}

export const positionOf = ({ status, follow_up_since, next_due_at, number }: StoredTicket): QueuePosition => ({
  closed: status === 'closed',
  followUp: follow_up_since !== null,
  nextDueAt: next_due_at === null ? null : next_due_at.toISOString(),
  number,
});
