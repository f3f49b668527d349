import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import type { DigestChannel } from '../channels/digest-channel.ts';
import type { PolicyShelf } from '../store/policies.ts';
import type { Store } from '../store/connect.ts';
import { createDeliver } from './deliver.ts';
import { createOpeningsOf } from './openings-of.ts';
import { createRecord } from './record.ts';
import { createWriteDigest } from './write-digest.ts';

export interface ActivityDependencies {
  store: Store;
  policies: PolicyShelf;
  channel: Channel;
  digests: DigestChannel;
  log: Logger;
}

/** All that workflows do outside themselves. */
export const createActivities = (dependencies: ActivityDependencies) => ({
  record: createRecord(dependencies),
  openingsOf: createOpeningsOf(dependencies),
  deliver: createDeliver(dependencies),
  writeDigest: createWriteDigest(dependencies),
});

export type Activities = ReturnType<typeof createActivities>;
