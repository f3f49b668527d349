import { sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';
import { unqueueForWebhooks } from './queue-for-webhooks.ts';
import { forgetNotices } from './write-notices.ts';

/**
 * Takes back the events from `firstSeq` on, with all that recording them wrote: texts of people are pending again. Whoever
 * watches the ticket may have seen them, so it is noted from where on.
 */
export async function forgetEvents(tx: Transaction<Database>, ticketId: string, firstSeq: number): Promise<void> {
  await tx.deleteFrom('journal').where('ticket_id', '=', ticketId).where('seq', '>=', firstSeq).execute();
  await tx.deleteFrom('commands').where('ticket_id', '=', ticketId).where('seq', '>=', firstSeq).execute();
  await tx
    .deleteFrom('messages')
    .where('ticket_id', '=', ticketId)
    .where('seq', '>=', firstSeq)
    // What recording wrote by itself has an id made from the ticket's; a person's text has its own.
    .where('id', 'like', `${ticketId}.%`)
    .execute();
  await tx
    .updateTable('messages')
    .set({ seq: null, at: null, postscript: null })
    .where('ticket_id', '=', ticketId)
    .where('seq', '>=', firstSeq)
    .execute();
  // Those that are left are listed anew with what is recorded in place of the events.
  await tx.deleteFrom('approvals').where('ticket_id', '=', ticketId).execute();
  await forgetNotices(tx, ticketId, firstSeq);
  await unqueueForWebhooks(tx, ticketId, firstSeq);
  await tx
    .updateTable('tickets')
    .set({ rewound_to: sql`array_append(rewound_to, ${firstSeq}::integer)` })
    .where('id', '=', ticketId)
    .execute();
}
