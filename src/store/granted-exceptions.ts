import type { Insertable } from 'kysely';
import type { Store } from './connect.ts';
import type { GrantedExceptionRow } from './schema.ts';

/** Keeps what management allowed a customer; keeping the same approval again changes nothing. */
export async function grantException(store: Store, exception: Insertable<GrantedExceptionRow>): Promise<void> {
  await store
    .insertInto('granted_exceptions')
    .values(exception)
    .onConflict((conflict) => conflict.columns(['ticket_id', 'approval_id']).doNothing())
    .execute();
}
