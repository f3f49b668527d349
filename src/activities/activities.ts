import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import type { StaffChannel } from '../channels/staff-channel.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { PolicyShelf } from '../store/policies.ts';
import type { Store } from '../store/connect.ts';
import { createDeliver } from './deliver.ts';
import { createOpeningsOf } from './openings-of.ts';
import { createRecord } from './record.ts';
import { createTellManagement } from './tell-management.ts';

export interface ActivityDependencies {
  store: Store;
  policies: PolicyShelf;
  /** Today's: whose directory says who manages, whatever tickets are pinned to. */
  currentPolicy: Policy;
  channel: Channel;
  staffChannel: StaffChannel;
  log: Logger;
}

/** All that a ticket's workflow does outside itself. */
export const createActivities = (dependencies: ActivityDependencies) => ({
  record: createRecord(dependencies),
  openingsOf: createOpeningsOf(dependencies),
  deliver: createDeliver(dependencies),
  tellManagement: createTellManagement(dependencies),
});

export type Activities = ReturnType<typeof createActivities>;
