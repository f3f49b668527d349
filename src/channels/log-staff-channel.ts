import type { Logger } from 'pino';
import type { StaffChannel } from './staff-channel.ts';

/** Writes notices to the log. Managers read them in their inbox. */
export const createLogStaffChannel = (log: Logger): StaffChannel => ({
  tell: (notice) => {
    const people = notice.recipients.map(({ person }) => person).join(', ');
    const { kind, rung, ticketNumber } = notice;
    if (rung < 100) log.info(notice, `to ${people}: ${kind} of #${ticketNumber} is at ${rung} %`);
    else log.warn(notice, `to ${people}: ${kind} of #${ticketNumber} was missed (${rung} %)`);
    return Promise.resolve();
  },
});
