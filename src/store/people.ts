import { sql } from 'kysely';
import type { Store } from './connect.ts';

/** Keeps what somebody's token tells: a name, so that others read it and not an id, and where mail reaches them. */
export async function rememberPerson(
  store: Store,
  { id, name, address = null }: { id: string; name: string; address?: string | null },
): Promise<void> {
  await store
    .insertInto('people')
    .values({ id, name, address })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ name, address: sql`coalesce(excluded.address, people.address)` })
        .where(
          sql<boolean>`(people.name, people.address) is distinct from (excluded.name, coalesce(excluded.address, people.address))`,
        ),
    )
    .execute();
}

/** The addresses of those of these people whose token told one. */
export async function findAddresses(store: Store, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const people = await store
    .selectFrom('people')
    .where('id', 'in', ids)
    .where('address', 'is not', null)
    .select(['id', 'address'])
    .$narrowType<{ address: string }>()
    .execute();
  return new Map(people.map(({ id, address }) => [id, address]));
}
