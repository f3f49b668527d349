import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import type { PolicyShelf } from '../store/policies.ts';
import type { Store } from '../store/connect.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { createCarryOut, type Bookkeeping } from './carry-out.ts';
import { createDeliver } from './deliver.ts';
import { createLookUpDecision } from './look-up-decision.ts';
import { createOpeningsOf } from './openings-of.ts';
import { createRecord } from './record.ts';

export interface ActivityDependencies {
  store: Store;
  policies: PolicyShelf;
  channel: Channel;
  bookkeeping: Bookkeeping;
  /** Today's policy, whichever one a ticket is pinned to: its directory says who manages now. */
  currentPolicy: Policy;
  log: Logger;
}

/** All that a ticket's workflow does outside itself. */
export const createActivities = (dependencies: ActivityDependencies) => ({
  record: createRecord(dependencies),
  openingsOf: createOpeningsOf(dependencies),
  deliver: createDeliver(dependencies),
  lookUpDecision: createLookUpDecision(dependencies),
  carryOut: createCarryOut(dependencies),
});

export type Activities = ReturnType<typeof createActivities>;
