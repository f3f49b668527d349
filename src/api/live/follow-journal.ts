import type { Store } from '../../store/connect.ts';
import { isDatabaseAway } from '../../store/database-away.ts';
import { readJournalPage, type JournalEntry, type JournalPage } from '../../store/journal-page.ts';
import type { Alarm } from './alarm.ts';
import { idOf, lastStanding, type Position } from './position.ts';

const PAGE = 100;

/** While reading fails nobody may wake us: the database can refuse the pool and still talk to the feed. */
const TRY_AGAIN_AFTER_MS = 1_000;

export type LiveEntry =
  | { type: 'event'; id: string; entry: JournalEntry }
  /** What the client has after event `seq` is no longer so. */
  | { type: 'rewound'; id: string; seq: number }
  /** Nothing, for as long as a silence may last. */
  | { type: 'silence' };

/** Whom to read, from where on, and what wakes and ends it. */
interface Following {
  store: Store;
  ticketId: string;
  from: Position;
  /** Rings at each change of the journal, and when `signal` is aborted. */
  alarm: Alarm;
  signal: AbortSignal;
  silenceMs: number;
  /** Whether whoever reads still may; asked before they are told anything. */
  mayRead: () => Promise<boolean>;
}

/**
 * The journal of a ticket after a position, in order, and then whatever is added to it. It never reads unless it was woken;
 * while the database is away it waits.
 */
export async function* followJournal(following: Following): AsyncGenerator<LiveEntry, void> {
  const { alarm, signal, silenceMs } = following;
  let { seq, rewinds } = following.from;
  const isOver = () => signal.aborted;
  while (!isOver()) {
    // Before reading: what comes while we read may not be in what we read.
    alarm.hush();
    const page = await readPage(following, seq);
    if (page === undefined || isOver()) return;
    if (page === 'away') {
      yield { type: 'silence' };
      await alarm.sleep(TRY_AGAIN_AFTER_MS * (1 + Math.random()));
      continue;
    }
    const standing = lastStanding({ seq, rewinds }, page);
    rewinds = page.rewoundTo.length;
    if (standing < seq) {
      seq = standing;
      yield { type: 'rewound', id: idOf({ seq, rewinds }), seq };
      continue;
    }
    for (const entry of page.entries) {
      seq = entry.seq;
      yield { type: 'event', id: idOf({ seq, rewinds }), entry };
    }
    if (page.entries.length === PAGE) continue;
    while (!(await alarm.sleep(silenceMs))) yield { type: 'silence' };
  }
}

/** @returns undefined when there is no such ticket, or none any more for whoever reads */
async function readPage(
  { store, ticketId, mayRead }: Following,
  after: number,
): Promise<JournalPage | undefined | 'away'> {
  try {
    const page = await readJournalPage(store, ticketId, { after, limit: PAGE });
    // Only then: what is in the page may have happened after their right to it ended.
    return (await mayRead()) ? page : undefined;
  } catch (error) {
    if (isDatabaseAway(error)) return 'away';
    throw error;
  }
}
