import { sql, type RawBuilder } from 'kysely';
import type { Store } from './connect.ts';

/** How long a walk through the queue may take at least; moves are kept for that long. */
const WALK_HOURS = 1;

/** A page cannot be told: where its walk began is not a snapshot, or is no longer remembered. */
export class WalkError extends Error {
  constructor(readonly reason: 'unknown' | 'expired') {
    super(`the walk through the queue is ${reason}`);
    this.name = 'WalkError';
  }
}

/**
 * The tickets that moved since a walk began, each with where it stood then; those that came since stood nowhere.
 * Since then is what the walk's first page could not see, also when it had begun earlier. Moves of one ticket follow each
 * other, as its row is locked, so their numbers tell the first.
 */
export const movesSince = (walk: string): RawBuilder<unknown> => sql`
  select distinct on (number)
    number, was_closed as place_closed, was_calm as place_calm, was_due_at as place_due_at
  from queue_moves
  where moved_by >= pg_snapshot_xmin(${walk}::pg_snapshot)
    and not pg_visible_in_snapshot(moved_by, ${walk}::pg_snapshot)
  order by number, seq`;

/**
 * Whether every move since a walk began is still known: all that could be seen at the oldest epoch could be seen at the
 * walk's first page. No clock is asked, and nothing that a client could make up.
 */
export const isRemembered = (walk: string): RawBuilder<boolean> => sql`
  not exists (
    select from (select snapshot from queue_epochs order by seq limit 1) as oldest
    where pg_snapshot_xmax(oldest.snapshot) > pg_snapshot_xmax(${walk}::pg_snapshot)
      or exists (
        select from pg_snapshot_xip(${walk}::pg_snapshot) as unfinished
        where pg_visible_in_snapshot(unfinished, oldest.snapshot)
      )
  )`;

/** Begins an epoch, and forgets the moves that no walk needs which is younger than an hour. */
export async function forgetOldMoves(store: Store): Promise<void> {
  await store.transaction().execute(async (tx) => {
    // One process at a time: epochs are in the order of what they could see.
    await sql`lock table queue_epochs in share row exclusive mode`.execute(tx);
    await forgetOtherServers(tx);
    await sql`insert into queue_epochs default values`.execute(tx);
    await sql`
      with horizon as (
        select seq, snapshot from queue_epochs
        where at < clock_timestamp() - make_interval(hours => ${WALK_HOURS})
        order by seq desc limit 1
      ), earlier as (
        delete from queue_epochs using horizon where queue_epochs.seq < horizon.seq
      )
      delete from queue_moves using horizon where pg_visible_in_snapshot(moved_by, horizon.snapshot)`.execute(tx);
  });
}

/** A dump that was restored on another server tells of transactions that are yet to come here. */
async function forgetOtherServers(tx: Store): Promise<void> {
  await sql`delete from queue_moves where moved_by >= pg_snapshot_xmax(pg_current_snapshot())`.execute(tx);
  await sql`delete from queue_epochs where pg_snapshot_xmax(snapshot) > pg_snapshot_xmax(pg_current_snapshot())`.execute(
    tx,
  );
}
