import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Store } from './connect.ts';
import type { IncomingMailRow } from './schema.ts';

export type StoredMail = Selectable<IncomingMailRow>;
export type MailState = StoredMail['state'];

/** What became of a mail. */
export interface MailOutcome {
  state: Exclude<MailState, 'waiting'>;
  /** Why it did not become part of a conversation; `null` where it did. */
  reason: string | null;
  ticketId?: string;
}

/** A mail that is looked into is nobody else's for so long; one that failed is tried again after as long, and then longer. */
const FIRST_PAUSE_SECONDS = 10;
const LONGEST_PAUSE_SECONDS = 300;

/** Stores a mail as it came. Durable when this resolves. */
export async function storeMail(
  store: Store,
  mail: {
    source: 'smtp' | 'imap';
    envelopeFrom: string;
    envelopeTo: string[];
    raw: Buffer;
    receivedAt: Instant;
    /** It is not looked into: only noted. */
    refused?: { reason: string; sender: string | null; subject: string | null };
  },
): Promise<void> {
  await store
    .insertInto('incoming_mails')
    .values({
      id: randomUUID(),
      source: mail.source,
      envelope_from: mail.envelopeFrom,
      envelope_to: mail.envelopeTo,
      raw: mail.raw,
      received_at: new Date(mail.receivedAt),
      ...(mail.refused && { ...mail.refused, state: 'refused', settled_at: sql<Date>`clock_timestamp()` }),
    })
    .execute();
}

/** The oldest mail that waits, for the caller alone until its pause is over; undefined when there is none. */
export async function nextMail(store: Store): Promise<StoredMail | undefined> {
  const leased = await leaseMail(store);
  if (leased === undefined) return undefined;
  // Read by itself: one that takes too long to read must not be the next for ever.
  return store.selectFrom('incoming_mails').where('id', '=', leased.id).selectAll().executeTakeFirst();
}

const leaseMail = (store: Store): Promise<{ id: string } | undefined> =>
  store
    .updateTable('incoming_mails')
    .set({
      tries: sql`tries + 1`,
      next_try_at: sql`clock_timestamp() + interval '1 second' * least(${LONGEST_PAUSE_SECONDS}::float8, ${FIRST_PAUSE_SECONDS}::float8 * power(2, least(tries, 10)))`,
    })
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('incoming_mails')
        .where('state', '=', 'waiting')
        .where('next_try_at', '<=', sql<Date>`clock_timestamp()`)
        .orderBy('next_try_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .select('id'),
    )
    .returning('id')
    .executeTakeFirst();

/** Notes what a mail says of itself. */
export async function describeMail(
  store: Store,
  id: string,
  told: { sender: string | null; subject: string },
): Promise<void> {
  await store.updateTable('incoming_mails').set(told).where('id', '=', id).execute();
}

/**
 * Notes by what a mail is known if it comes again.
 * @returns false when another mail is known by the same: this one is a copy
 */
export async function claimMail(store: Store, id: string, key: string): Promise<boolean> {
  try {
    await store.updateTable('incoming_mails').set({ mail_key: key }).where('id', '=', id).execute();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return false;
    throw error;
  }
}

const UNIQUE_VIOLATION = '23505';

/** A held mail is looked into again, at once, and not held any more. @returns false when there is no such mail, or it isn't held */
export async function releaseMail(store: Store, id: string, by: string): Promise<boolean> {
  const { numUpdatedRows } = await store
    .updateTable('incoming_mails')
    .set({ state: 'waiting', reason: null, settled_at: null, released_by: by, next_try_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .where('state', '=', 'held')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function settleMail(store: Store, id: string, { state, reason, ticketId }: MailOutcome): Promise<void> {
  await store
    .updateTable('incoming_mails')
    .set({ state, reason, ticket_id: ticketId ?? null, settled_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute();
}

/** How many mails of a sender were answered by Kept itself since then. */
export async function countOf(state: 'opened' | 'joined', store: Store, sender: string, since: Date): Promise<number> {
  const { count } = await store
    .selectFrom('incoming_mails')
    .where('sender', '=', sender)
    .where('received_at', '>=', since)
    .where('state', '=', state)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

const FORGOTTEN_AT_ONCE = 200;

/** Settled mails of before that instant, with all that was in them; some at a time, as statements have little time. */
export async function forgetMails(store: Store, before: Date): Promise<void> {
  for (let forgotten = FORGOTTEN_AT_ONCE; forgotten === FORGOTTEN_AT_ONCE;) {
    const { numDeletedRows } = await store
      .deleteFrom('incoming_mails')
      .where('id', 'in', ({ selectFrom }) =>
        selectFrom('incoming_mails')
          .where('settled_at', '<', before)
          .orderBy('settled_at')
          .limit(FORGOTTEN_AT_ONCE)
          .select('id'),
      )
      .executeTakeFirst();
    forgotten = Number(numDeletedRows);
  }
}

/** Where a list ended. */
export interface MailPlace {
  receivedAt: Instant;
  id: string;
}

export type ListedMail = Omit<StoredMail, 'raw'>;

/** What came in, the newest first. */
export async function listMails(
  store: Store,
  { state }: { state: MailState | undefined },
  { after, limit }: { after: MailPlace | null; limit: number },
): Promise<{ mails: ListedMail[]; next: MailPlace | null }> {
  let query = store.selectFrom('incoming_mails');
  if (state !== undefined) query = query.where('state', '=', state);
  if (after !== null) {
    query = query.where(sql<boolean>`(received_at, id) < (${after.receivedAt}::timestamptz, ${after.id}::text)`);
  }
  const rows = await query
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    // One more than is shown tells whether there is a next page.
    .limit(limit + 1)
    .select([
      ...([
        'id',
        'received_at',
        'source',
        'envelope_from',
        'envelope_to',
        'state',
        'reason',
        'sender',
        'subject',
      ] as const),
      ...(['mail_key', 'ticket_id', 'tries', 'next_try_at', 'settled_at', 'released_by'] as const),
    ])
    .execute();
  const mails = rows.slice(0, limit);
  const last = rows.length > limit ? mails.at(-1) : undefined;
  return {
    mails,
    next: last === undefined ? null : { receivedAt: last.received_at.toISOString(), id: last.id },
  };
}

export const findMail = (store: Store, id: string): Promise<StoredMail | undefined> =>
  store.selectFrom('incoming_mails').where('id', '=', id).selectAll().executeTakeFirst();
