import type { OutgoingNotice, StaffChannel } from '../../../src/channels/staff-channel.ts';

/** A double of the way to management: remembers what it accepted; while it fails, it accepts nothing. */
export class RecordingStaffChannel implements StaffChannel {
  isFailing = false;
  attempts = 0;
  /** Rungs whose next notice is refused. */
  readonly refusesOnce = new Set<number>();
  readonly accepted: OutgoingNotice[] = [];

  /** The rungs that it accepted of a ticket, in order. */
  rungsOf = (ticketId: string): string[] =>
    this.accepted
      .filter((notice) => notice.ticketId === ticketId)
      .map(({ kind, cycle, rung }) => `${kind} ${cycle} ${rung}`);

  async tell(notice: OutgoingNotice): Promise<void> {
    this.attempts += 1;
    if (this.isFailing || this.refusesOnce.delete(notice.rung)) throw new Error('the pager is on fire');
    this.accepted.push(notice);
  }
}
