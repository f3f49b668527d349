import { toAll } from './each-way.ts';

/** Something that staff should know, about no ticket. */
export interface Announcement {
  /** The same however often it is told. */
  id: string;
  title: string;
  text: string;
}

/** The way to all of management. Resolves when it was accepted; rejects to be tried again. The same may come twice. */
export interface AnnouncementChannel {
  announce(announcement: Announcement): Promise<void>;
}

/** By all of these ways; one that fails holds up no other, and is tried again alone. */
export const announceByAll = (...channels: AnnouncementChannel[]): AnnouncementChannel => ({
  announce: toAll(
    channels.map((channel) => (thing) => channel.announce(thing)),
    ({ id }) => id,
  ),
});
