import type { Told } from '../domain/management/who-is-there.ts';
import type { NoticeFacts } from '../texts/notice-text.ts';
import { toAll } from './each-way.ts';

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

/** By all of these ways; one that fails holds up no other, and is tried again alone. */
export const byAll = (...channels: StaffChannel[]): StaffChannel => ({
  tell: toAll(
    channels.map((channel) => (thing) => channel.tell(thing)),
    ({ id }) => id,
  ),
});
