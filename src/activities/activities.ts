import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import type { PolicyShelf } from '../store/policies.ts';
import type { Store } from '../store/connect.ts';
import { createDeliver } from './deliver.ts';
import { createOpeningsOf } from './openings-of.ts';
import { createRecord } from './record.ts';

export interface ActivityDependencies {
  store: Store;
  policies: PolicyShelf;
  channel: Channel;
  log: Logger;
}

/** All that a ticket's workflow does outside itself. */
export const createActivities = (dependencies: ActivityDependencies) => ({
  record: createRecord(dependencies),
  openingsOf: createOpeningsOf(dependencies),
  deliver: createDeliver(dependencies),
});

export type Activities = ReturnType<typeof createActivities>;
