import type { Clock } from '../clock.ts';
import { forgetReading, noteReading } from '../../store/chat-readings.ts';
import type { Store } from '../../store/connect.ts';
import { isDatabaseAway } from '../../store/database-away.ts';
import type { LiveEntry } from './follow-journal.ts';

interface Noting {
  store: Store;
  ticketId: string;
  clock: Clock;
}

/**
 * Passes on what a chat's customer is sent, and notes how far they have it, and that they are there: what they have need not
 * go to them by mail. While the database is away nothing is noted; then a mail may tell what they have read already.
 */
export async function* noteWhatIsRead(entries: AsyncIterable<LiveEntry>, { store, ticketId, clock }: Noting) {
  const whileThere = async (write: () => Promise<void>) => {
    try {
      await write();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
    }
  };
  const note = (seq: number) => whileThere(async () => noteReading(store, ticketId, seq, await clock.now()));
  await note(0);
  try {
    for await (const entry of entries) {
      if (entry.type === 'rewound') await whileThere(() => forgetReading(store, ticketId, entry.seq));
      yield entry;
      // Asked for the next, so this one was taken.
      if (entry.type !== 'rewound') await note(entry.type === 'event' ? entry.entry.seq : 0);
    }
  } finally {
    await note(0);
  }
}
