import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import type { StaffChannel } from '../channels/staff-channel.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { DigestChannel } from '../channels/digest-channel.ts';
import type { PolicyShelf } from '../store/policies.ts';
import type { Store } from '../store/connect.ts';
import { createCarryOut, type Bookkeeping } from './carry-out.ts';
import { createDeliver } from './deliver.ts';
import { createLookUpDecision } from './look-up-decision.ts';
import { createOpeningsOf } from './openings-of.ts';
import { createRecord } from './record.ts';
import { createTellManagement } from './tell-management.ts';
import { createWriteDigest } from './write-digest.ts';

export interface ActivityDependencies {
  store: Store;
  policies: PolicyShelf;
  /** Today's: whose directory says who manages, whatever tickets are pinned to. */
  currentPolicy: Policy;
  channel: Channel;
  bookkeeping: Bookkeeping;
  staffChannel: StaffChannel;
  digests: DigestChannel;
  log: Logger;
}

/** All that workflows do outside themselves. */
export const createActivities = (dependencies: ActivityDependencies) => ({
  record: createRecord(dependencies),
  openingsOf: createOpeningsOf(dependencies),
  deliver: createDeliver(dependencies),
  lookUpDecision: createLookUpDecision(dependencies),
  carryOut: createCarryOut(dependencies),
  tellManagement: createTellManagement(dependencies),
  writeDigest: createWriteDigest(dependencies),
});

export type Activities = ReturnType<typeof createActivities>;
