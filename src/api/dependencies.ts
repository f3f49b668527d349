import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { Terms } from '../domain/policy/terms.ts';
import type { Store } from '../store/connect.ts';
import type { JournalFeed } from '../store/journal-feed.ts';
import type { PolicyShelf } from '../store/policies.ts';
import type { VerifyToken } from './auth/principal.ts';
import type { TicketLinks } from '../channels/ticket-links.ts';
import type { Engine } from './engine.ts';

/** The policy that new tickets are pinned to. */
export interface CurrentPolicy {
  policy: Policy;
  hash: string;
  terms: Terms;
}

/** What every run of a ticket's workflow is started with. */
export interface RunSettings {
  /** Whether the server knows our search attributes. */
  searchAttributes: boolean;
  continueAfterEvents: number;
}

/** Everything the API stands on. */
export interface ApiDependencies {
  store: Store;
  /** For live streams alone: however many watch, requests find a connection. */
  liveStore: Store;
  /** For reports alone: they may take long, and must leave requests their connections. */
  reportStore: Store;
  feed: JournalFeed;
  policies: PolicyShelf;
  current: CurrentPolicy;
  engine: Engine;
  runs: RunSettings;
  clock: Clock;
  verifyToken: VerifyToken;
  links: TicketLinks;
  /** Where customers reach us; `null`: where we listen. */
  publicUrl: string | null;
  /** Whether the development issuer signs people in: what is only for whoever works on Kept is shown then. */
  isDevelopment: boolean;
  /** Whether webhooks may be at http addresses, and at private and loopback ones. */
  allowPrivateWebhooks: boolean;
  log: Logger;
}
