import { sql, type Selectable } from 'kysely';
import type { Store } from './connect.ts';
import type { WebhookRow } from './schema.ts';

export type StoredWebhook = Selectable<WebhookRow>;

/** What was kept under this id before stays as it is. @returns what is kept */
export async function keepWebhook(
  store: Store,
  webhook: Pick<StoredWebhook, 'id' | 'url' | 'secret' | 'events' | 'description' | 'made_by'>,
): Promise<StoredWebhook> {
  await store
    .insertInto('webhooks')
    .values(webhook)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return store.selectFrom('webhooks').where('id', '=', webhook.id).selectAll().executeTakeFirstOrThrow();
}

/** The newest first. */
export const listWebhooks = (store: Store): Promise<StoredWebhook[]> =>
  store.selectFrom('webhooks').orderBy('made_at', 'desc').orderBy('id').selectAll().execute();

export const findWebhook = (store: Store, id: string): Promise<StoredWebhook | undefined> =>
  store.selectFrom('webhooks').where('id', '=', id).selectAll().executeTakeFirst();

/** @returns whether there was one */
export async function removeWebhook(store: Store, id: string): Promise<boolean> {
  const { numDeletedRows } = await store.deleteFrom('webhooks').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** No more is sent there, until it is enabled again. */
export async function disableWebhook(store: Store, id: string, reason: string): Promise<void> {
  await store
    .updateTable('webhooks')
    .set({
      disabled_at: sql<Date>`clock_timestamp()`,
      disabled_reason: reason,
      told_at: null,
      next_try_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .execute();
}

/** What waited is sent, as if it had never been tried; an active one stays as it is. @returns undefined when there is none */
export const enableWebhook = (store: Store, id: string): Promise<StoredWebhook | undefined> =>
  store.transaction().execute(async (tx) => {
    const enabled = await tx
      .updateTable('webhooks')
      .set({ disabled_at: null, disabled_reason: null, failures: 0, next_try_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .where('disabled_at', 'is not', null)
      .returningAll()
      .executeTakeFirst();
    if (enabled === undefined) return tx.selectFrom('webhooks').where('id', '=', id).selectAll().executeTakeFirst();
    await tx
      .updateTable('webhook_deliveries')
      .set({ first_tried_at: null, tries: 0, next_try_at: sql<Date>`clock_timestamp()` })
      .where('webhook', '=', id)
      .where('delivered_at', 'is', null)
      .execute();
    return enabled;
  });

/** Telling is tried again as late, and for as long: what has reached staff by one way should not flood it while another is away. */
const TELL_AGAIN_AFTER_MINUTES = 10;
const TOLD_FOR_HOURS = 24;

/** A disabled one that staff has not been told of, for the caller alone for some minutes; undefined when there is none. */
export const nextUntold = (store: Store): Promise<StoredWebhook | undefined> =>
  store
    .updateTable('webhooks')
    .set({ next_try_at: sql`clock_timestamp() + interval '1 minute' * ${TELL_AGAIN_AFTER_MINUTES}::float8` })
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('webhooks')
        .where('told_at', 'is', null)
        .where('next_try_at', '<=', sql<Date>`clock_timestamp()`)
        .where('disabled_at', '>', sql<Date>`clock_timestamp() - interval '1 hour' * ${TOLD_FOR_HOURS}::float8`)
        .limit(1)
        .forUpdate()
        .skipLocked()
        .select('id'),
    )
    .returningAll()
    .executeTakeFirst();

export async function markTold(store: Store, id: string): Promise<void> {
  await store
    .updateTable('webhooks')
    .set({ told_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute();
}
