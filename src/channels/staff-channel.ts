import type { Told } from '../domain/management/who-is-there.ts';
import type { RungTold } from '../domain/promises/rung-told.ts';

/** A notice on its way to those whom it is for. */
export interface OutgoingNotice extends RungTold {
  /** Stays the same however often it is tried. */
  id: string;
  ticketId: string;
  ticketNumber: number;
  subject: string;
  team: string;
  recipients: Told[];
}

/** The way to management, besides its inbox. Resolves when the notice was accepted; rejects to be tried again. */
export interface StaffChannel {
  tell(notice: OutgoingNotice): Promise<void>;
}
