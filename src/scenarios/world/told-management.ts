import type { OutgoingNotice, StaffChannel } from '../../channels/staff-channel.ts';

/** Stands in for managers' telephones, which nobody here has: keeps what it is handed, as often as it is. */
export class ToldManagement implements StaffChannel {
  private readonly taken: OutgoingNotice[] = [];

  async tell(notice: OutgoingNotice): Promise<void> {
    this.taken.push(notice);
  }

  /** What was told of a ticket, in order. */
  about = (ticketId: string): OutgoingNotice[] => this.taken.filter((notice) => notice.ticketId === ticketId);
}
