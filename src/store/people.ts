import type { Store } from './connect.ts';

/** Keeps the name that somebody's token tells, so that others read a name and not an id. */
export async function rememberPerson(store: Store, { id, name }: { id: string; name: string }): Promise<void> {
  await store
    .insertInto('people')
    .values({ id, name })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name }).where('people.name', '!=', name))
    .execute();
}
