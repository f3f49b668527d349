import { sql } from 'kysely';
import type { Store } from './connect.ts';

/** An answer that was given to a request with an idempotency key. */
export interface RecordedAnswer {
  status: number;
  body: string;
}

/** What a key may mean when it comes: go ahead, the answer of before, another request's key, or one still under way. */
export type Claim =
  { type: 'claimed' } | ({ type: 'answered' } & RecordedAnswer) | { type: 'other-body' } | { type: 'in-flight' };

/** After this a request that never answered counts as lost with its process, and may be sent again. */
const IN_FLIGHT_SECONDS = 30;

/** How long answers are kept. */
const KEPT_HOURS = 72;

export async function claimKey(store: Store, key: string, bodyHash: string): Promise<Claim> {
  const claimed = await store
    .insertInto('idempotency')
    .values({ key, body_hash: bodyHash })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ begun_at: sql<Date>`clock_timestamp()` })
        .where('idempotency.status', 'is', null)
        .where('idempotency.body_hash', '=', bodyHash)
        .where('idempotency.begun_at', '<', sql<Date>`clock_timestamp() - make_interval(secs => ${IN_FLIGHT_SECONDS})`),
    )
    .returning('key')
    .executeTakeFirst();
  if (claimed !== undefined) return { type: 'claimed' };
  const known = await store.selectFrom('idempotency').where('key', '=', key).selectAll().executeTakeFirst();
  if (known === undefined) return claimKey(store, key, bodyHash);
  if (known.body_hash !== bodyHash) return { type: 'other-body' };
  if (known.status === null || known.body === null) return { type: 'in-flight' };
  return { type: 'answered', status: known.status, body: known.body };
}

export async function recordAnswer(store: Store, key: string, { status, body }: RecordedAnswer): Promise<void> {
  await store.updateTable('idempotency').set({ status, body }).where('key', '=', key).execute();
}

/** A request that changed nothing may be sent again under the same key. */
export async function releaseKey(store: Store, key: string): Promise<void> {
  await store.deleteFrom('idempotency').where('key', '=', key).where('status', 'is', null).execute();
}

export async function forgetOldKeys(store: Store): Promise<void> {
  await store
    .deleteFrom('idempotency')
    .where('begun_at', '<', sql<Date>`clock_timestamp() - make_interval(hours => ${KEPT_HOURS})`)
    .execute();
}

/** Whether a command was carried out: the last event it made. */
export async function findCommand(store: Store, ticketId: string, commandId: string): Promise<number | null> {
  const row = await store
    .selectFrom('commands')
    .where('ticket_id', '=', ticketId)
    .where('command_id', '=', commandId)
    .select('seq')
    .executeTakeFirst();
  return row?.seq ?? null;
}

export async function countCommandsAfter(store: Store, ticketId: string, seq: number): Promise<number> {
  const { count } = await store
    .selectFrom('commands')
    .where('ticket_id', '=', ticketId)
    .where('seq', '>', seq)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The commands that were carried out last, each with its last event. */
export async function recentCommands(store: Store, ticketId: string, limit: number): Promise<Record<string, number>> {
  const rows = await store
    .selectFrom('commands')
    .where('ticket_id', '=', ticketId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .select(['command_id', 'seq'])
    .execute();
  return Object.fromEntries(rows.reverse().map(({ command_id, seq }) => [command_id, seq]));
}
