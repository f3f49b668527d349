import type { Transaction } from 'kysely';
import type { Notice } from '../domain/management/notices.ts';
import { toJsonb } from './jsonb.ts';
import type { Database } from './schema.ts';

/**
 * Puts notices into the inbox, in the transaction that records what they tell of. What is told anew because the end of the
 * journal was replaced stays the same notice: with its id, and with who has acknowledged it.
 */
export async function writeNotices(tx: Transaction<Database>, ticketId: string, notices: Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map(({ kind, cycle, rung, seq, team, dueAt, firedAt, latenessMs, recipients }) => ({
    id: `${ticketId}.${kind}.${cycle}.${rung}`,
    ticket_id: ticketId,
    kind,
    cycle,
    rung,
    seq,
    team,
    due_at: new Date(dueAt),
    fired_at: new Date(firedAt),
    lateness_ms: latenessMs,
    recipients: toJsonb(recipients),
  }));
  await tx
    .insertInto('notices')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['ticket_id', 'kind', 'cycle', 'rung'])
        .doUpdateSet(({ ref }) => ({
          seq: ref('excluded.seq'),
          team: ref('excluded.team'),
          due_at: ref('excluded.due_at'),
          fired_at: ref('excluded.fired_at'),
          lateness_ms: ref('excluded.lateness_ms'),
          recipients: ref('excluded.recipients'),
        }))
        .where('notices.seq', 'is', null),
    )
    .execute();
}

/** The events from `firstSeq` on are forgotten: what told of them stays only if it is told anew. */
export async function forgetNotices(tx: Transaction<Database>, ticketId: string, firstSeq: number): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ seq: null })
    .where('ticket_id', '=', ticketId)
    .where('seq', '>=', firstSeq)
    .execute();
}

export async function dropForgottenNotices(tx: Transaction<Database>, ticketId: string): Promise<void> {
  await tx.deleteFrom('notices').where('ticket_id', '=', ticketId).where('seq', 'is', null).execute();
}
