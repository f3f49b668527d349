import type { Told } from '../domain/management/who-is-there.ts';
import type { NoticeFacts } from '../texts/notice-text.ts';

/** A notice on its way to those whom it is for. */
export interface OutgoingNotice extends NoticeFacts {
  /** Stays the same however often it is tried. */
  id: string;
  recipients: Told[];
  /** Where mail reaches those of them whose address is known. */
  addresses: string[];
}

/** The way to management, besides its inbox. Resolves when the notice was accepted; rejects to be tried again. */
export interface StaffChannel {
  tell(notice: OutgoingNotice): Promise<void>;
}

/** By all of these ways, one after another; when one fails all are tried again, and the same may come twice. */
export const byAll = (...channels: StaffChannel[]): StaffChannel => ({
  tell: async (notice) => {
    for (const channel of channels) await channel.tell(notice);
  },
});
