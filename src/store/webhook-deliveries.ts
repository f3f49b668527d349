import { sql, type Selectable } from 'kysely';
import { DAY } from '../domain/calendar/instant.ts';
import type { Store } from './connect.ts';
import type { WebhookDeliveryRow } from './schema.ts';
import type { StoredWebhook } from './webhooks.ts';

export type StoredDelivery = Selectable<WebhookDeliveryRow>;

/** Who sends to a webhook is the only one for so long: longer than one try may take. */
const LEASE_SECONDS = 30;
/** Between tries of one event: twice as long each time, and not all at once. */
const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 3_600;
/** How long an event is tried before its webhook is given up. */
export const TRIED_FOR_MS = DAY;
/** Between tries of anything at a webhook that fails. */
const LONGEST_REST_SECONDS = 60;

/** A webhook to which something is due, for the caller alone until its lease is over or it is released. */
export const leaseWebhook = (store: Store): Promise<StoredWebhook | undefined> =>
  store
    .updateTable('webhooks')
    .set({ next_try_at: sql`clock_timestamp() + interval '1 second' * ${LEASE_SECONDS}::float8` })
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('webhooks')
        .where('disabled_at', 'is', null)
        .where('next_try_at', '<=', sql<Date>`clock_timestamp()`)
        .where(({ exists, selectFrom: select }) =>
          exists(
            select('webhook_deliveries')
              .whereRef('webhook_deliveries.webhook', '=', 'webhooks.id')
              .where('delivered_at', 'is', null)
              .where('webhook_deliveries.next_try_at', '<=', sql<Date>`clock_timestamp()`)
              .select(sql`1`.as('one')),
          ),
        )
        .orderBy('next_try_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .select('id'),
    )
    .returningAll()
    .executeTakeFirst();

/** What is due to a webhook that is there and active, the longest due first. */
export const nextDelivery = (store: Store, webhook: string): Promise<StoredDelivery | undefined> =>
  store
    .selectFrom('webhook_deliveries')
    .where('webhook', 'in', ({ selectFrom }) =>
      selectFrom('webhooks').where('id', '=', webhook).where('disabled_at', 'is', null).select('id'),
    )
    .where('delivered_at', 'is', null)
    .where('next_try_at', '<=', sql<Date>`clock_timestamp()`)
    .orderBy('next_try_at')
    .orderBy('number')
    .limit(1)
    .selectAll()
    .executeTakeFirst();

export async function markDelivered(store: Store, number: number, outcome: string): Promise<void> {
  await store
    .updateTable('webhook_deliveries')
    .set({ outcome, delivered_at: sql<Date>`clock_timestamp()`, tries: sql`tries + 1` })
    .where('number', '=', number)
    .execute();
}

/** @returns since when this event is tried in vain, in ms; undefined when it is no longer to be sent */
export async function markFailed(store: Store, number: number, outcome: string): Promise<number | undefined> {
  const row = await store
    .updateTable('webhook_deliveries')
    .set({
      outcome,
      tries: sql`tries + 1`,
      first_tried_at: sql<Date>`coalesce(first_tried_at, clock_timestamp())`,
      // The last try is when the time for it is over.
      next_try_at: sql`least(
        clock_timestamp() + interval '1 second' * (0.8 + 0.4 * random()) * least(${LONGEST_PAUSE_SECONDS}::float8, ${FIRST_PAUSE_SECONDS}::float8 * power(2, least(tries, 20))),
        coalesce(first_tried_at, clock_timestamp()) + interval '1 millisecond' * ${TRIED_FOR_MS}::float8
      )`,
    })
    .where('number', '=', number)
    .returning(
      sql<string>`extract(epoch from clock_timestamp() - coalesce(first_tried_at, clock_timestamp()))`.as('since'),
    )
    .executeTakeFirst();
  return row === undefined ? undefined : Number(row.since) * 1_000;
}

/**
 * Others may send there: at once, or after a rest that grows with each failure in a row. A lease that is over, or a webhook that
 * was disabled meanwhile, is not the caller's any more.
 */
export async function releaseWebhook(
  store: Store,
  { id, next_try_at: leasedUntil }: StoredWebhook,
  { hasFailed }: { hasFailed: boolean },
): Promise<void> {
  await store
    .updateTable('webhooks')
    .set({
      failures: hasFailed ? sql`failures + 1` : 0,
      next_try_at: hasFailed
        ? sql`clock_timestamp() + interval '1 second' * least(${LONGEST_REST_SECONDS}::float8, power(2, least(failures, 10)))`
        : sql`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .where(sql`date_trunc('milliseconds', next_try_at)`, '=', leasedUntil)
    .execute();
}

/** A statement may take a second or two: many rows go by parts. */
const FORGOTTEN_AT_ONCE = 1_000;

/** What was delivered before that instant, and what was on its way to webhooks that were removed. */
export async function forgetDeliveries(store: Store, before: Date): Promise<void> {
  for (let forgotten = FORGOTTEN_AT_ONCE; forgotten === FORGOTTEN_AT_ONCE;) {
    const { numDeletedRows } = await store
      .deleteFrom('webhook_deliveries')
      .where('number', 'in', ({ selectFrom }) =>
        selectFrom('webhook_deliveries')
          .where(({ or, eb, not, exists, selectFrom: select }) =>
            or([
              eb('delivered_at', '<', before),
              not(exists(select('webhooks').whereRef('webhooks.id', '=', 'webhook_deliveries.webhook').select('id'))),
            ]),
          )
          .limit(FORGOTTEN_AT_ONCE)
          .select('number'),
      )
      .executeTakeFirst();
    forgotten = Number(numDeletedRows);
  }
}

/** The newest first. */
export async function listDeliveries(
  store: Store,
  webhook: string,
  { before, limit }: { before: number | null; limit: number },
): Promise<{ deliveries: StoredDelivery[]; next: number | null }> {
  let query = store.selectFrom('webhook_deliveries').where('webhook', '=', webhook);
  if (before !== null) query = query.where('number', '<', before);
  const rows = await query
    .orderBy('number', 'desc')
    // One more than is shown tells whether there is a next page.
    .limit(limit + 1)
    .selectAll()
    .execute();
  const deliveries = rows.slice(0, limit);
  return { deliveries, next: rows.length > limit ? (deliveries.at(-1)?.number ?? null) : null };
}
