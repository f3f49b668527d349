import type { Logger } from 'pino';
import type { OutgoingNotice, StaffChannel } from '../channels/staff-channel.ts';
import type { RungName } from '../domain/promises/rung-told.ts';
import type { Store } from '../store/connect.ts';
import { markSent, noticesOfRungs, type StoredNotice } from '../store/notices.ts';

export interface Telling {
  ticketId: string;
  notices: RungName[];
}

/** Hands recorded notices to management's channel, one by one: what it accepted isn't sent again when the next one fails. */
export const createTellManagement =
  ({ store, staffChannel, log }: { store: Store; staffChannel: StaffChannel; log: Logger }) =>
  async ({ ticketId, notices }: Telling): Promise<void> => {
    const stored = await noticesOfRungs(store, ticketId, notices);
    // Rungs of before there were notices: what was never written can't be waited for.
    if (stored.length < notices.length) log.warn({ ticketId, notices }, 'notices to be sent are not there');
    for (const notice of stored) {
      if (notice.sent_at !== null) continue;
      await staffChannel.tell(outgoing(notice));
      await markSent(store, notice.id);
    }
  };

const outgoing = (row: StoredNotice): OutgoingNotice => ({
  id: row.id,
  ticketId: row.ticket_id,
  ticketNumber: row.ticket_number,
  subject: row.subject,
  team: row.team,
  kind: row.kind,
  cycle: row.cycle,
  rung: row.rung,
  dueAt: row.due_at.toISOString(),
  firedAt: row.fired_at.toISOString(),
  latenessMs: row.lateness_ms,
  recipients: row.recipients,
});
