import { sql, type Transaction } from 'kysely';
import type { TicketEvent } from '../domain/ticket/events.ts';
import { statusOf } from '../domain/ticket/status.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Database } from './schema.ts';

interface Happened {
  ticket: Ticket;
  number: number;
  /** How often the end of the journal was replaced. */
  rewinds: number;
  events: TicketEvent[];
}

/**
 * Puts events on their way to the webhooks that asked for them, in the transaction that journals them. An event that takes the
 * place of another has its number, and an id of its own.
 */
export async function queueForWebhooks(tx: Transaction<Database>, happened: Happened): Promise<void> {
  const { ticket, events } = happened;
  if (events.length === 0) return;
  const firstSeq = ticket.seq - events.length + 1;
  const rows = events.map((event, index) => rowOf(happened, event, firstSeq + index));
  await sql`
    insert into webhook_deliveries (webhook, event_id, ticket_id, seq, type, payload)
    select webhooks.id, event.id, ${ticket.id}, event.seq, event.type, event.payload
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as event(id text, seq integer, type text, payload text)
    join webhooks on webhooks.disabled_at is null
      and webhooks.events && array['*', event.type, split_part(event.type, '.', 1) || '.*']
    order by event.seq`.execute(tx);
}

/** Of events that are no longer so, what was not sent yet is not sent. */
export async function unqueueForWebhooks(tx: Transaction<Database>, ticketId: string, firstSeq: number): Promise<void> {
  await tx
    .deleteFrom('webhook_deliveries')
    .where('ticket_id', '=', ticketId)
    .where('seq', '>=', firstSeq)
    .where('delivered_at', 'is', null)
    .execute();
}

function rowOf({ ticket, number, rewinds }: Happened, { type, at, by, link, data }: TicketEvent, seq: number) {
  const { id, phase, team } = ticket;
  const told = {
    ticket: { id, number, phase, status: statusOf(ticket), team },
    seq,
    by,
    ...(link === undefined ? {} : { link }),
    event: data,
  };
  return {
    id: `${id}.${seq}${rewinds === 0 ? '' : `.${rewinds}`}`,
    seq,
    type,
    payload: JSON.stringify({ type, timestamp: at, data: told }),
  };
}
