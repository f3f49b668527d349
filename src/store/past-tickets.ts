import { sql } from 'kysely';
import type { Days } from '../domain/reports/calendar-days.ts';
import type { EventType, TicketEvent } from '../domain/ticket/events.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type { Store } from './connect.ts';

/** A ticket as it is recorded, with what of its journal tells when people acted and timers rang. */
export interface PastTicket {
  number: number;
  policyHash: string;
  ticket: Ticket;
  /** In the order of the journal. Of `promise.made` the rungs are left out, of the system's messages all but the first. */
  events: TicketEvent[];
}

interface PastRow {
  id: string;
  submitted_at: Date;
  number: number;
  policy_hash: string;
  state: Ticket;
  journal: [number, EventType, string, object][];
}

/** How many tickets are held in memory at a time, twice: the next are read while the last are dealt with. */
const PAGE = 250;

const TOLD = [
  'ticket.submitted',
  'message.added',
  'ticket.taken',
  'ticket.released',
  'ticket.assigned',
  'ticket.reviewed',
  'ticket.handed-over',
  'ticket.resolved',
  'ticket.returned',
  'ticket.closed',
  'ticket.reopened',
  'consultation.asked',
  'consultation.answered',
  'estimate.given',
  'waiting.began',
  'waiting.ended',
  'reminder.sent',
  'approval.asked',
  'approval.decided',
  'approval.expired',
  'approval.withdrawn',
  'delivery.accepted',
  'promise.made',
  'promise.warned',
  'promise.missed',
] as const satisfies EventType[];

/** Every ticket submitted between two instants, oldest first, page by page. Only reads. */
export async function* readPastTickets(
  store: Store,
  { begins, ends }: Pick<Days, 'begins' | 'ends'>,
): AsyncGenerator<PastTicket[]> {
  let reading = readPage(store, new Date(begins), new Date(ends), null);
  for (;;) {
    const page = await reading;
    const last = page.at(-1);
    if (last === undefined) return;
    const isLast = page.length < PAGE;
    if (!isLast) {
      reading = readPage(store, new Date(begins), new Date(ends), last);
      // Whoever stops half-way never waits for it.
      reading.catch(() => undefined);
    }
    yield page.map(pastTicket);
    if (isLast) return;
  }
}

/** Each journal as one value: hundreds of thousands of rows cost more than what is in them. */
async function readPage(store: Store, begins: Date, ends: Date, last: PastRow | null): Promise<PastRow[]> {
  const further = last === null ? sql`true` : sql`(submitted_at, id) > (${last.submitted_at}, ${last.id})`;
  const { rows } = await sql<PastRow>`
    select id, submitted_at, number, policy_hash, state, journal
    from (
      select id, submitted_at, number, policy_hash, state from tickets
      where submitted_at >= ${begins} and submitted_at < ${ends} and ${further}
      order by submitted_at, id limit ${PAGE}
    ) page
    cross join lateral (
      select json_agg(json_build_array(
        round(extract(epoch from at) * 1000), type, "by",
        case type when 'promise.made' then data - 'rungs' when 'message.added' then data - 'postscript' else data end
      ) order by seq) as journal
      from journal where ticket_id = page.id
        and (type = any(${[...TOLD]}) or (seq <= ${FIRST_PAGE} and type = 'message.composed'))
    ) told
    order by submitted_at, id`.execute(store);
  return rows;
}

/** Intake wrote the acknowledgement among the first events. */
const FIRST_PAGE = 10;

const pastTicket = ({ number, policy_hash: policyHash, state: ticket, journal }: PastRow): PastTicket => ({
  number,
  policyHash,
  ticket,
  events: journal.map(
    ([at, type, by, data]) => ({ at: new Date(at).toISOString(), type, by, data }) as unknown as TicketEvent,
  ),
});
