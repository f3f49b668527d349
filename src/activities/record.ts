import { ApplicationFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import type { Store } from '../store/connect.ts';
import {
  JournalForkError,
  JournalGapError,
  recordJournal,
  SupersededRunError,
  type Recording,
} from '../store/record-journal.ts';
import type { PolicyShelf } from '../store/policies.ts';

/** What happened to a ticket, and the policy by which its texts are written. */
export interface RecordingByPolicy extends Recording {
  policyHash: string;
}

/** Writes what happened, in one transaction; twice changes nothing. Misses and warnings also go to the log (P12). */
export const createRecord =
  ({ store, policies, log }: { store: Store; policies: PolicyShelf; log: Logger }) =>
  async (recording: RecordingByPolicy): Promise<void> => {
    // Before the transaction: inside it, a second connection could be waited for by everybody at once.
    const policy = await policies.find(recording.policyHash);
    const isNew = await recordJournal(store, policy, recording).catch(giveUpOnFork);
    if (!isNew) return;
    for (const event of recording.events) {
      const told = { ticket: recording.ticket.id, team: recording.ticket.team, assignee: recording.ticket.assignee };
      if (event.type === 'promise.missed') log.warn({ ...told, ...event.data }, 'promise missed');
      if (event.type === 'promise.warned') log.info({ ...told, ...event.data }, 'promise warned');
      if (event.type === 'signal.refused') log.warn({ ...told, ...event.data }, 'signal refused');
    }
  };

/** No repetition mends a run that began from an old state: it ends, and the next command goes on from what is recorded. */
function giveUpOnFork(error: unknown): never {
  if (error instanceof JournalForkError || error instanceof JournalGapError || error instanceof SupersededRunError) {
    throw ApplicationFailure.nonRetryable(error.message, error.code);
  }
  throw error;
}
