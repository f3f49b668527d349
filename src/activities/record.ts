import { ApplicationFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import type { Policy } from '../domain/policy/schema.ts';
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

interface RecordDependencies {
  store: Store;
  policies: PolicyShelf;
  currentPolicy: Policy;
  log: Logger;
}

/** Writes what happened, with what management hears of it (P12), in one transaction; twice changes nothing. */
export const createRecord =
  ({ store, policies, currentPolicy, log }: RecordDependencies) =>
  async (recording: RecordingByPolicy): Promise<void> => {
    // Before the transaction: inside it, a second connection could be waited for by everybody at once.
    const policy = await policies.find(recording.policyHash);
    const isNew = await recordJournal(store, policy, recording, currentPolicy).catch(giveUpOnFork);
    if (!isNew) return;
    for (const event of recording.events) {
      if (event.type === 'signal.refused') log.warn({ ticket: recording.ticket.id, ...event.data }, 'signal refused');
    }
  };

/** No repetition mends a run that began from an old state: it ends, and the next command goes on from what is recorded. */
function giveUpOnFork(error: unknown): never {
  if (error instanceof JournalForkError || error instanceof JournalGapError || error instanceof SupersededRunError) {
    throw ApplicationFailure.nonRetryable(error.message, error.code);
  }
  throw error;
}
