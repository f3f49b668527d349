import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql, type Insertable, type Updateable } from 'kysely';
import { instantOf, MINUTE } from '../../../src/domain/calendar/instant.ts';
import { submitTicket } from '../../../src/domain/ticket/submit-ticket.ts';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';
import { readCurrentPolicy } from '../../../src/process/policy-file.ts';
import { connectStore, type Store } from '../../../src/store/connect.ts';
import { createPolicyShelf } from '../../../src/store/policies.ts';
import { listTickets } from '../../../src/store/queue.ts';
import type { QueueCursor, QueueFilter } from '../../../src/store/queue-pages.ts';
import type { TicketRow } from '../../../src/store/schema.ts';
import { columnsOf } from '../../../src/store/ticket-columns.ts';
import { createDatabase } from '../../support/servers/database.ts';

/** A queue without an engine: tickets as intake stores them, moved by hand. */
export interface QueueWorld {
  url: string;
  store: Store;
  /** A new ticket's number. */
  arrives(columns?: Updateable<TicketRow>): Promise<number>;
  /** What a new ticket is stored with. */
  newTicket(columns?: Updateable<TicketRow>): Insertable<TicketRow>;
  /** Takes all tickets away, and what is remembered of walks. */
  clear(): Promise<void>;
  end(): Promise<void>;
}

/** An instant so many minutes after a certain one. */
export const minute = (count: number): Date => new Date(Date.parse('2026-06-08T10:00:00Z') + count * MINUTE);

export async function openQueue(connection: { patienceMs?: number } = {}): Promise<QueueWorld> {
  const database = await createDatabase();
  const store = connectStore(database.url, connection);
  const { policy, hash, terms } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
  await createPolicyShelf(store).keep(hash, policy);
  const newTicket = (columns: Updateable<TicketRow> = {}): Insertable<TicketRow> => {
    const id = randomUUID();
    const submission = { id, channel: 'ticket' as const, customer: 'carla', serviceSite: null, messageId: `${id}.2` };
    const takenAt = instantOf(minute(0).getTime());
    const { ticket } = submitTicket({ ...submission, takenAt }, { terms, hours: [] });
    const told = { subject: 'Charged twice', locale: 'en', time_zone: 'Europe/Rome', policy_hash: hash };
    return { id, ...told, ...columnsOf(ticket), ...columns };
  };
  return {
    url: database.url,
    store,
    newTicket,
    arrives: async (columns) => {
      const query = store.insertInto('tickets').values(newTicket(columns)).returning('number');
      return (await query.executeTakeFirstOrThrow()).number;
    },
    clear: async () => {
      await sql`truncate tickets, queue_moves, queue_epochs cascade`.execute(store);
      await sql`insert into queue_epochs default values`.execute(store);
    },
    end: async () => {
      await store.destroy();
      await database.drop();
    },
  };
}

export async function moves(store: Store, number: number, columns: Updateable<TicketRow>): Promise<void> {
  await store.updateTable('tickets').set(columns).where('number', '=', number).execute();
}

/** As a client walks: page by page, to the end, with something happening after each. */
export async function walk(
  store: Store,
  { limit, filter = {} }: { limit: number; filter?: QueueFilter },
  afterPage: (page: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<number[]> {
  const seen: number[] = [];
  let after: QueueCursor | null = null;
  for (let page = 1; ; page += 1) {
    const { tickets, next } = await listTickets(store, filter, { after, limit });
    seen.push(...tickets.map(({ number }) => number));
    if (next === null) return seen;
    after = next;
    await afterPage(page);
  }
}

/** The whole queue as it is now. */
export const queueNow = (store: Store, filter: QueueFilter = {}): Promise<number[]> =>
  walk(store, { limit: 10_000, filter });

/** Lets time pass for what is remembered of walks. */
export async function ageEpochs(store: Store, minutes: number): Promise<void> {
  await sql`update queue_epochs set at = at - make_interval(mins => ${minutes})`.execute(store);
}
