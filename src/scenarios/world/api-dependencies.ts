import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { createDevelopmentIssuer, makeIssuerKey } from '../../api/auth/development-issuer.ts';
import type { Clock } from '../../api/clock.ts';
import type { ApiDependencies, CurrentPolicy, RunSettings } from '../../api/dependencies.ts';
import { createEngine } from '../../api/engine.ts';
import { createTicketLinks } from '../../channels/ticket-links.ts';
import type { Store } from '../../store/connect.ts';
import type { JournalFeed } from '../../store/journal-feed.ts';
import { createPolicyShelf } from '../../store/policies.ts';
import { tokensOf, type Tokens } from './person.ts';

export interface ApiWorld {
  dependencies: ApiDependencies;
  tokens: Tokens;
}

/** What the API stands on, over servers that are given; its sign-in lives as long as it. */
export async function apiDependencies(given: {
  store: Store;
  feed: JournalFeed;
  client: Client;
  clock: Clock;
  current: CurrentPolicy;
  log: Logger;
  runs?: Partial<RunSettings> | undefined;
  patienceMs?: number | undefined;
}): Promise<ApiWorld> {
  const { store, feed, client, clock, current, log, runs, patienceMs } = given;
  const policies = createPolicyShelf(store);
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
      links: createTicketLinks('a secret of one world, long enough'),
      publicUrl: 'http://kept.test',
      isDevelopment: true,
      allowPrivateWebhooks: true,
      log,
    },
  };
}
