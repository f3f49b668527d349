import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import type { Clock } from '../../../src/api/clock.ts';
import type { RunSettings } from '../../../src/api/dependencies.ts';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';
import { readCurrentPolicy } from '../../../src/process/policy-file.ts';
import { apiDependencies as over, type ApiWorld } from '../../../src/scenarios/world/api-dependencies.ts';
import type { Store } from '../../../src/store/connect.ts';
import type { JournalFeed } from '../../../src/store/journal-feed.ts';

/** What the API stands on, over the servers that a test gives, under the policy as shipped. */
export const apiDependencies = async (given: {
  store: Store;
  feed: JournalFeed;
  client: Client;
  clock: Clock;
  runs?: Partial<RunSettings>;
  patienceMs?: number;
}): Promise<ApiWorld> => over({ ...given, current: await shippedPolicy(), log: silentLog });

export const shippedPolicy = () => readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));

/** Set KEPT_TEST_LOG to see what the parts say. */
export const silentLog = pino({ level: process.env['KEPT_TEST_LOG'] ?? 'silent' });
