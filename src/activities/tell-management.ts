import type { Logger } from 'pino';
import type { OutgoingNotice, StaffChannel } from '../channels/staff-channel.ts';
import type { RungName } from '../domain/promises/rung-told.ts';
import type { Store } from '../store/connect.ts';
import { findAddresses } from '../store/people.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { markSent, noticesOfRungs, type StoredNotice } from '../store/notices.ts';

export interface Telling {
  ticketId: string;
  notices: RungName[];
}

interface TellingDependencies {
  store: Store;
  staffChannel: StaffChannel;
  /** Today's, whose directory says where its people are reached. */
  currentPolicy: Policy;
  log: Logger;
}

/** Hands recorded notices to management's channel, one by one: what it accepted isn't sent again when the next one fails. */
export const createTellManagement =
  ({ store, staffChannel, currentPolicy, log }: TellingDependencies) =>
  async ({ ticketId, notices }: Telling): Promise<void> => {
    const stored = await noticesOfRungs(store, ticketId, notices);
    // Rungs of before there were notices: what was never written can't be waited for.
    if (stored.length < notices.length) log.warn({ ticketId, notices }, 'notices to be sent are not there');
    for (const notice of stored) {
      if (notice.sent_at !== null) continue;
      await staffChannel.tell({ ...outgoing(notice), addresses: await addressesOf(notice) });
      await markSent(store, notice.id);
    }

    /** As the directory has them, else as their tokens told. */
    async function addressesOf({ recipients }: StoredNotice): Promise<string[]> {
      const ids = recipients.map(({ person }) => person);
      const told = await findAddresses(store, ids);
      const { people } = currentPolicy.management;
      return ids.flatMap((id) => (Object.hasOwn(people, id) ? people[id]?.email : undefined) ?? told.get(id) ?? []);
    }
  };

const outgoing = (row: StoredNotice): Omit<OutgoingNotice, 'addresses'> => ({
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
