import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import type { ApiDependencies } from '../../../src/api/dependencies.ts';
import { createDevelopmentIssuer, makeIssuerKey } from '../../../src/api/auth/development-issuer.ts';
import { createTicketLinks } from '../../../src/api/auth/ticket-links.ts';
import { createEngine } from '../../../src/api/engine.ts';
import type { Clock } from '../../../src/api/clock.ts';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';
import { readCurrentPolicy } from '../../../src/process/policy-file.ts';
import type { Store } from '../../../src/store/connect.ts';
import type { JournalFeed } from '../../../src/store/journal-feed.ts';
import { createPolicyShelf } from '../../../src/store/policies.ts';
import type { RunSettings } from '../../../src/api/dependencies.ts';
import { tokensOf, type Tokens } from './tokens.ts';

export interface ApiWorld {
  dependencies: ApiDependencies;
  tokens: Tokens;
}

/** What the API stands on, over the servers that a test gives. */
export async function apiDependencies(given: {
  store: Store;
  feed: JournalFeed;
  client: Client;
  clock: Clock;
  runs?: Partial<RunSettings>;
  patienceMs?: number;
}): Promise<ApiWorld> {
  const { store, feed, client, clock, runs, patienceMs } = given;
  const policies = createPolicyShelf(store);
  const current = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
  await policies.keep(current.hash, current.policy);
  const issuer = await createDevelopmentIssuer(await makeIssuerKey());
  return {
    tokens: tokensOf(issuer),
    dependencies: {
      store,
      liveStore: store,
      reportStore: store,
      feed,
      policies,
      current,
      engine: createEngine(client, patienceMs === undefined ? {} : { patienceMs }),
      runs: { searchAttributes: true, continueAfterEvents: 8_000, ...runs },
      clock,
      verifyToken: issuer.verify,
      links: createTicketLinks('a secret of the tests, long enough'),
      publicUrl: 'http://kept.test',
      isDevelopment: true,
      log: silentLog,
    },
  };
}

/** Set KEPT_TEST_LOG to see what the parts say. */
export const silentLog = pino({ level: process.env['KEPT_TEST_LOG'] ?? 'silent' });
