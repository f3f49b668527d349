import { sql } from 'kysely';
import { instantOf, type Instant } from '../domain/calendar/instant.ts';
import type { ReadingSoFar } from '../domain/chat/whereabouts.ts';
import type { Store } from './connect.ts';

/** Notes that a customer's live stream is open, and that it was handed the events up to `seq`; others may be further. */
export async function noteReading(store: Store, ticketId: string, seq: number, at: Instant): Promise<void> {
  await store
    .insertInto('chat_readings')
    .values({ ticket_id: ticketId, seq, seen_at: new Date(at) })
    .onConflict((conflict) =>
      conflict.column('ticket_id').doUpdateSet({
        seq: sql`greatest(chat_readings.seq, excluded.seq)`,
        seen_at: sql`greatest(chat_readings.seen_at, excluded.seen_at)`,
      }),
    )
    .execute();
}

/** What came after `seq` was replaced: nobody has read what is there now. */
export async function forgetReading(store: Store, ticketId: string, seq: number): Promise<void> {
  await store
    .updateTable('chat_readings')
    .set({ seq })
    .where('ticket_id', '=', ticketId)
    .where('seq', '>', seq)
    .execute();
}

/** How far a chat's customer has read. What they answered by mail was not written in the chat. */
export async function readingOf(store: Store, ticketId: string): Promise<ReadingSoFar> {
  const { submitted_at, seq, seen_at, wrote_at } = await store
    .selectFrom('tickets')
    .leftJoin('chat_readings', 'chat_readings.ticket_id', 'tickets.id')
    .where('tickets.id', '=', ticketId)
    .select(['tickets.submitted_at', 'chat_readings.seq', 'chat_readings.seen_at'])
    .select(({ selectFrom }) =>
      selectFrom('messages')
        .whereRef('messages.ticket_id', '=', 'tickets.id')
        .where('messages.author_role', '=', 'customer')
        .where('messages.mail_id', 'is', null)
        .select(({ fn }) => fn.max('messages.at').as('at'))
        .as('wrote_at'),
    )
    .executeTakeFirstOrThrow();
  const lastSeen = Math.max(...[submitted_at, seen_at, wrote_at].map((at) => at?.getTime() ?? 0));
  return { seq: seq ?? 0, lastSeenAt: instantOf(lastSeen) };
}
