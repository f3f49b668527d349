import { Migrator } from 'kysely';
import { connectStore } from './connect.ts';
import * as tickets from './migrations/001-tickets.ts';
import * as postscripts from './migrations/002-postscripts.ts';
import * as live from './migrations/003-live.ts';
import * as queueMoves from './migrations/004-queue-moves.ts';
import * as consulted from './migrations/005-consulted.ts';
import * as generations from './migrations/006-generations.ts';
import * as approvals from './migrations/007-approvals.ts';
import * as creditNotes from './migrations/008-credit-notes.ts';
import * as notices from './migrations/009-notices.ts';
import * as promiseFacts from './migrations/010-promise-facts.ts';
import * as ticketLinks from './migrations/011-ticket-links.ts';
import * as journalLinks from './migrations/012-journal-links.ts';
import * as mail from './migrations/013-mail.ts';
import * as chatReadings from './migrations/017-chat-readings.ts';
import * as releasedMails from './migrations/019-released-mails.ts';
import * as webhooks from './migrations/018-webhooks.ts';
import * as staffAddresses from './migrations/016-staff-addresses.ts';
import * as attachments from './migrations/015-attachments.ts';
import * as incomingMails from './migrations/014-incoming-mails.ts';

/** In order; an applied one is never changed. */
const MIGRATIONS = {
  '001-tickets': tickets,
  '002-postscripts': postscripts,
  '003-live': live,
  '004-queue-moves': queueMoves,
  '005-consulted': consulted,
  '006-generations': generations,
  '007-approvals': approvals,
  '008-credit-notes': creditNotes,
  '009-notices': notices,
  '010-promise-facts': promiseFacts,
  '011-ticket-links': ticketLinks,
  '012-journal-links': journalLinks,
  '013-mail': mail,
  '014-incoming-mails': incomingMails,
  '015-attachments': attachments,
  '016-staff-addresses': staffAddresses,
  '017-chat-readings': chatReadings,
  '018-webhooks': webhooks,
  '019-released-mails': releasedMails,
};

/** A migration may wait for another process that is migrating. */
const MIGRATION_PATIENCE_MS = 60_000;

/**
 * Brings the database to the newest schema. Several processes may do this at once: kysely takes a lock.
 * @throws Error with the migration that failed and why
 */
export async function migrateToLatest(databaseUrl: string): Promise<void> {
  const db = connectStore(databaseUrl, { max: 1, patienceMs: MIGRATION_PATIENCE_MS });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
    const { error, results } = await migrator.migrateToLatest();
    if (error === undefined) return;
    const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
    throw new Error(`the database could not be migrated${failed === undefined ? '' : ` (${failed})`}`, {
      cause: error,
    });
  } finally {
    await db.destroy();
  }
}
