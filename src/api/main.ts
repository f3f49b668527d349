import { pino } from 'pino';
import { wallClock } from './clock.ts';
import { requireDatabaseUrl } from '../process/database-url.ts';
import type { Environment } from '../process/environment.ts';
import { readLinkSecret } from '../process/link-secret.ts';
import { openMailTransport } from '../process/mail-transport.ts';
import { readCurrentPolicy } from '../process/policy-file.ts';
import { usesDevelopmentIssuer } from '../process/sign-in.ts';
import { openStaffChannels } from '../process/staff-channels.ts';
import { connectStore } from '../store/connect.ts';
import { deleteForgotten } from '../store/conversation.ts';
import { forgetOldKeys } from '../store/idempotency.ts';
import { listenToJournals } from '../store/journal-feed.ts';
import { createPolicyShelf } from '../store/policies.ts';
import { forgetOldMoves } from '../store/queue-walks.ts';
import { createApp } from './app.ts';
import { connectEngine } from './connect-engine.ts';
import { openSignIn } from './auth/open-sign-in.ts';
import { createTicketLinks } from '../channels/ticket-links.ts';
import { createEngine } from './engine.ts';
import { openMail } from './mail/open-mail.ts';
import { openDevelopmentIssuer } from './auth/development-issuer.ts';
import { devChat } from './routes/dev-chat.ts';
import { devMail } from './routes/dev-mail.ts';
import type { App } from './fastify-app.ts';
import { repeat } from './repeat.ts';
import { scheduleDigests } from './schedule-digests.ts';
import { relayStarts } from './start-relay.ts';
import { sayIn } from '../texts/say.ts';
import { openWebhooks } from './webhooks/open-webhooks.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const LIVE_CONNECTIONS = 4;
const REPORT_CONNECTIONS = 2;
/** A year of many promises is sorted in seconds, while others are served. */
const REPORT_PATIENCE_MS = 10_000;
const MOVES_FORGOTTEN_EVERY_MS = 5 * 60 * 1_000;

export interface StartedApi {
  url: string;
  /** Where mail to the support address is taken. */
  inboundMailPort?: number;
  stop(): Promise<void>;
}

/** The API's composition root. The database must have been migrated. */
export async function startApi(environment: Environment): Promise<StartedApi> {
  const { HOST, PORT, LOG_LEVEL, PUBLIC_URL = null } = environment;
  const log = pino({ level: LOG_LEVEL, name: 'api' });
  const current = await readCurrentPolicy(environment.POLICY_FILE);
  const signIn = await openSignIn(environment, current.policy, log);
  const databaseUrl = requireDatabaseUrl(environment);
  const store = connectStore(databaseUrl);
  const liveStore = connectStore(databaseUrl, { max: LIVE_CONNECTIONS });
  const reportStore = connectStore(databaseUrl, { max: REPORT_CONNECTIONS, patienceMs: REPORT_PATIENCE_MS });
  const policies = createPolicyShelf(store);
  await policies.keep(current.hash, current.policy);
  await deleteForgotten(store, new Date(Date.now() - DAY_MS));
  await forgetOldKeys(store);

  const { connection, client, runs } = await connectEngine(environment, log);
  const feed = listenToJournals(databaseUrl, log);
  const dependencies = {
    store,
    liveStore,
    reportStore,
    feed,
    policies,
    current,
    engine: createEngine(client),
    runs,
    clock: wallClock,
    verifyToken: signIn.verify,
    links: createTicketLinks(await readLinkSecret(environment)),
    publicUrl: PUBLIC_URL,
    isDevelopment: usesDevelopmentIssuer(environment),
    allowPrivateWebhooks: environment.WEBHOOK_ALLOW_PRIVATE,
    log,
  };
  const app = await createApp(dependencies);
  if (dependencies.isDevelopment) devChat(app, await openDevelopmentIssuer(environment.KEPT_DATA_DIR));
  const mail = await openMail(environment, dependencies);
  if (environment.localMailbox !== undefined && mail.port !== null) {
    const { supportAddress } = current.policy.company;
    const mailbox = { directory: environment.localMailbox, host: HOST, inboundPort: mail.port, supportAddress };
    await app.register((pages: App) => devMail(pages, mailbox));
  }
  const transport = await openMailTransport(environment);
  const webhooks = openWebhooks({
    ...dependencies,
    allowPrivate: dependencies.allowPrivateWebhooks,
    announcements: openStaffChannels(environment, current.policy, transport, log).announcements,
    say: sayIn(current.policy.locales[0] ?? 'en'),
  });
  const relay = relayStarts(dependencies);
  const forgetting = repeat({
    everyMs: MOVES_FORGOTTEN_EVERY_MS,
    log,
    complaint: 'old moves of the queue cannot be forgotten for now',
    work: () => forgetOldMoves(store),
  });
  const scheduling = scheduleDigests(client, current, log);
  const url = await app.listen({ host: HOST, port: PORT });
  return {
    url,
    ...(mail.port === null ? {} : { inboundMailPort: mail.port }),
    stop: async () => {
      await app.close();
      await feed.stop();
      await signIn.stop();
      await mail.stop();
      await webhooks.stop();
      transport?.close();
      await relay.stop();
      await forgetting.stop();
      await scheduling.stop();
      await connection.close();
      await liveStore.destroy();
      await reportStore.destroy();
      await store.destroy();
    },
  };
}
