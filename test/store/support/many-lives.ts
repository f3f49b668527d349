import fc from 'fast-check';
import { sql } from 'kysely';
import type { TicketEvent } from '../../../src/domain/ticket/events.ts';
import type { Ticket } from '../../../src/domain/ticket/ticket.ts';
import type { Store } from '../../../src/store/connect.ts';
import { columnsOf } from '../../../src/store/ticket-columns.ts';
import { live, lives } from '../../domain/support/random-life.ts';

const SEED = 20261130;
const AT_ONCE = 100;

/**
 * Fills the journal as recording would, without what else recording does: that would take an hour.
 * @param distinct random lives that are told apart; the others are theirs again, under other ids
 * @returns how many events there are
 */
export async function fillWithLives(
  store: Store,
  policyHash: string,
  tickets: number,
  distinct = 500,
): Promise<number> {
  await sql`alter table journal disable trigger user`.execute(store);
  const stories = fc.sample(lives, { numRuns: distinct, seed: SEED }).map((life) => live(life, () => undefined));
  let events = 0;
  for (let first = 0; first < tickets; first += AT_ONCE) {
    const portion = Array.from({ length: Math.min(AT_ONCE, tickets - first) }, (_, index) => {
      const story = stories[(first + index) % distinct]!;
      return own(`life-${first + index}`, story.ticket, story.events);
    });
    await store
      .insertInto('tickets')
      .values(
        portion.map(({ ticket }) => ({
          id: ticket.id,
          subject: 'Slow',
          locale: 'en',
          time_zone: 'Europe/Rome',
          policy_hash: policyHash,
          ...columnsOf(ticket),
        })),
      )
      .execute();
    const rows = portion.flatMap((lived) =>
      lived.events.map(({ at, type, by, data }, index) => ({
        ticket_id: lived.ticket.id,
        seq: index + 1,
        at,
        type,
        by,
        data,
      })),
    );
    await sql`insert into journal (ticket_id, seq, at, type, "by", data)
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as row (ticket_id text, seq integer, at timestamptz, type text, "by" text, data jsonb)`.execute(store);
    events += rows.length;
  }
  await sql`analyze`.execute(store);
  return events;
}

const own = (id: string, ticket: Ticket, events: TicketEvent[]) =>
  JSON.parse(JSON.stringify({ ticket, events }).replaceAll('ticket-1', id)) as {
    ticket: Ticket;
    events: TicketEvent[];
  };
