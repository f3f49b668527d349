import { sql } from 'kysely';
import type { Days } from '../domain/reports/calendar-days.ts';
import type { EventType } from '../domain/ticket/events.ts';
import type { Store } from './connect.ts';
import type { PastRow } from './past-ticket.ts';

interface PagedRow extends PastRow {
  id: string;
  submitted_at: Date;
}

/** How many tickets are read at a time: the next while the last are dealt with. */
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

type Span = Pick<Days, 'begins' | 'ends'>;

export async function countPastTickets(store: Store, { begins, ends }: Span): Promise<number> {
  const { count } = await store
    .selectFrom('tickets')
    .where('submitted_at', '>=', new Date(begins))
    .where('submitted_at', '<', new Date(ends))
    .select((tickets) => tickets.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Every ticket submitted between two instants, oldest first, page by page; the last one may be empty. Only reads. */
export async function* readPastTickets(store: Store, { begins, ends }: Span, size = PAGE): AsyncGenerator<PastRow[]> {
  const read = (after: PagedRow | null) => readPage(store, new Date(begins), new Date(ends), after, size);
  let reading = read(null);
  for (;;) {
    const page = await reading;
    const last = page.at(-1);
    if (last === undefined || page.length < size) {
      yield page;
      return;
    }
    reading = read(last);
    // Whoever stops half-way never waits for it.
    reading.catch(() => undefined);
    yield page;
  }
}

/** Each journal as one value: hundreds of thousands of rows cost more than what is in them. */
async function readPage(
  store: Store,
  begins: Date,
  ends: Date,
  last: PagedRow | null,
  size: number,
): Promise<PagedRow[]> {
  const further = last === null ? sql`true` : sql`(submitted_at, id) > (${last.submitted_at}, ${last.id})`;
  const { rows } = await sql<PagedRow>`
    select id, submitted_at, number, policy_hash as "policyHash", state::text, journal::text
    from (
      select id, submitted_at, number, policy_hash, state from tickets
      where submitted_at >= ${begins} and submitted_at < ${ends} and ${further}
      order by submitted_at, id limit ${size}
    ) page
    cross join lateral (
      select json_agg(json_build_array(
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), type, "by",
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
