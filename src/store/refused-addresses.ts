import { sql } from 'kysely';
import type { Store } from './connect.ts';

/** Why mail to this address is not tried any more; `null`: it is. */
export async function refusalOf(store: Store, address: string): Promise<string | null> {
  const refused = await store
    .selectFrom('refused_addresses')
    .where('address', '=', address)
    .select('reason')
    .executeTakeFirst();
  return refused?.reason ?? null;
}

/** Mail to it came back for good. */
export async function refuseAddress(store: Store, address: string, reason: string): Promise<void> {
  await store
    .insertInto('refused_addresses')
    .values({ address, reason })
    .onConflict((conflict) => conflict.column('address').doUpdateSet({ reason, refused_at: sql`clock_timestamp()` }))
    .execute();
}

/** Whoever writes from it is there again. */
export async function trustAddress(store: Store, address: string): Promise<void> {
  await store.deleteFrom('refused_addresses').where('address', '=', address).execute();
}
