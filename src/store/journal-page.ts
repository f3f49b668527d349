import type { Selectable } from 'kysely';
import { attachmentsColumn } from './attachments.ts';
import type { Store } from './connect.ts';
import { wholeBody, type StoredMessage } from './conversation.ts';
import type { JournalRow } from './schema.ts';

/** What is shown of a message. */
export type ShownMessage = Pick<
  StoredMessage,
  'id' | 'at' | 'author_role' | 'author_name' | 'visibility' | 'body' | 'folded' | 'attachments'
>;

/** An event, with the message that it published. */
export interface JournalEntry extends Pick<Selectable<JournalRow>, 'seq' | 'at' | 'type' | 'by' | 'link' | 'data'> {
  message: ShownMessage | null;
}

export interface JournalPage {
  /** The number of the last event there is. */
  end: number;
  /** The first number that was given anew, for each time that the end of the journal was replaced. */
  rewoundTo: number[];
  /** Those asked for, in order. */
  entries: JournalEntry[];
}

/**
 * The events after `after`, at most `limit`. All in one statement, and so as of one moment: the end of a journal may be
 * replaced at any time. @returns undefined when there is no such ticket
 */
export async function readJournalPage(
  store: Store,
  ticketId: string,
  { after, limit }: { after: number; limit: number },
): Promise<JournalPage | undefined> {
  const rows = await store
    .selectFrom('tickets')
    .leftJoin('journal', (join) => join.onRef('journal.ticket_id', '=', 'tickets.id').on('journal.seq', '>', after))
    .leftJoin('messages', (join) =>
      join.onRef('messages.ticket_id', '=', 'journal.ticket_id').onRef('messages.seq', '=', 'journal.seq'),
    )
    .where('tickets.id', '=', ticketId)
    .orderBy('journal.seq')
    .limit(limit)
    .select(({ selectFrom }) => [
      'tickets.rewound_to',
      selectFrom('journal')
        .where('ticket_id', '=', ticketId)
        .select(({ fn }) => fn.max('seq').as('end'))
        .as('end'),
    ])
    .select(['journal.seq', 'journal.at', 'journal.type', 'journal.by', 'journal.link', 'journal.data'])
    .select(['messages.id', 'messages.author_role', 'messages.author_name', 'messages.visibility', 'messages.folded'])
    .select([wholeBody.as('body'), attachmentsColumn(store)])
    .execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  return { end: first.end ?? 0, rewoundTo: first.rewound_to, entries: rows.flatMap(entryOf) };
}

/** A row as joined: the ticket alone where there is no event, the event alone where it published no message. */
type JoinedRow = Partial<Nullable<Omit<JournalEntry, 'message'> & ShownMessage>>;
type Nullable<T> = { [K in keyof T]: T[K] | null };

function entryOf({ seq, at, type, by, link, data, ...message }: JoinedRow): JournalEntry[] {
  // All or none of these: the database says so, and the types of a left join don't.
  if (seq == null || at == null || type == null || by == null || data == null) return [];
  return [
    {
      seq,
      at,
      type,
      by,
      link: link ?? null,
      data,
      message: message.id == null ? null : ({ ...message, at } as ShownMessage),
    },
  ];
}
