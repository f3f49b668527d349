import type { Selectable } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import type { DigestContent } from '../domain/reports/digest.ts';
import type { Store } from './connect.ts';
import type { DigestRow } from './schema.ts';

export type StoredDigest = Selectable<DigestRow>;

export const findDigest = (store: Store, week: string): Promise<StoredDigest | undefined> =>
  store.selectFrom('digests').where('week', '=', week).selectAll().executeTakeFirst();

/** Keeps the digest of a week for good. @returns the one that is kept: of two, the first */
export async function keepDigest(store: Store, content: DigestContent, text: string): Promise<StoredDigest> {
  await store
    .insertInto('digests')
    .values({ week: content.week, content: JSON.stringify(content), text, written_at: new Date(content.asOf) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return store.selectFrom('digests').where('week', '=', content.week).selectAll().executeTakeFirstOrThrow();
}

export async function markDigestSent(store: Store, week: string, at: Instant): Promise<void> {
  await store
    .updateTable('digests')
    .set({ sent_at: new Date(at) })
    .where('week', '=', week)
    .execute();
}

/** Newest first, from the week before `before` on. */
export const listDigests = (
  store: Store,
  { before, limit }: { before: string | null; limit: number },
): Promise<StoredDigest[]> => {
  const digests = store.selectFrom('digests').orderBy('week', 'desc').limit(limit).selectAll();
  return (before === null ? digests : digests.where('week', '<', before)).execute();
};
