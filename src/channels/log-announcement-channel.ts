import type { Logger } from 'pino';
import type { AnnouncementChannel } from './announcement-channel.ts';

/** Writes announcements to the log. */
export const createLogAnnouncementChannel = (log: Logger): AnnouncementChannel => ({
  announce: ({ id, title, text }) => {
    log.warn({ announcement: id, text }, title);
    return Promise.resolve();
  },
});
