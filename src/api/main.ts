import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { wallClock } from './clock.ts';
import type { Environment } from '../process/environment.ts';
import { readCurrentPolicy } from '../process/policy-file.ts';
import { registerSearchAttributes } from '../process/register-search-attributes.ts';
import { StartFault } from '../process/start-fault.ts';
import { connectStore } from '../store/connect.ts';
import { deleteForgotten } from '../store/conversation.ts';
import { forgetOldKeys } from '../store/idempotency.ts';
import { listenToJournals } from '../store/journal-feed.ts';
import { createPolicyShelf } from '../store/policies.ts';
import { forgetOldMoves } from '../store/queue-walks.ts';
import { temporalConnection } from '../process/temporal-connection.ts';
import { dataConverter } from '../workflows/data-converter.ts';
import { createApp } from './app.ts';
import { openDevelopmentIssuer } from './auth/development-issuer.ts';
import { createEngine } from './engine.ts';
import { repeat } from './repeat.ts';
import { relayStarts } from './start-relay.ts';

/** Ahead of the server's own suggestion only where a server never suggests. */
const CONTINUE_AFTER_EVENTS = 8_000;

const DAY_MS = 24 * 60 * 60 * 1_000;
const MOVES_FORGOTTEN_EVERY_MS = 5 * 60 * 1_000;

/** The API's composition root. The database must have been migrated. */
export async function startApi(environment: Environment): Promise<{ url: string; stop(): Promise<void> }> {
  const { DATABASE_URL, HOST, PORT, KEPT_DATA_DIR, LOG_LEVEL } = environment;
  if (DATABASE_URL === undefined)
    throw new StartFault('DATABASE_URL is not set: give the address of a PostgreSQL server, or use `npm start`.');
  const log = pino({ level: LOG_LEVEL, name: 'api' });
  const current = await readCurrentPolicy(environment.POLICY_FILE);
  const store = connectStore(DATABASE_URL);
  const policies = createPolicyShelf(store);
  await policies.keep(current.hash, current.policy);
  await deleteForgotten(store, new Date(Date.now() - DAY_MS));
  await forgetOldKeys(store);

  const { connectionOptions, namespace } = temporalConnection(environment);
  const connection = await Connection.connect(connectionOptions);
  const searchAttributes = await registerSearchAttributes(connection, namespace).then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error }, 'Temporal refused our search attributes: tickets are not found by them there');
      return false;
    },
  );
  const feed = listenToJournals(DATABASE_URL, log);
  const dependencies = {
    store,
    feed,
    policies,
    current,
    engine: createEngine(new Client({ connection, namespace, dataConverter })),
    runs: { searchAttributes, continueAfterEvents: CONTINUE_AFTER_EVENTS },
    clock: wallClock,
    verifyToken: (await openDevelopmentIssuer(KEPT_DATA_DIR)).verify,
    log,
  };
  const app = await createApp(dependencies);
  const relay = relayStarts(dependencies);
  const forgetting = repeat({
    everyMs: MOVES_FORGOTTEN_EVERY_MS,
    log,
    complaint: 'old moves of the queue cannot be forgotten for now',
    work: () => forgetOldMoves(store),
  });
  const url = await app.listen({ host: HOST, port: PORT });
  return {
    url,
    stop: async () => {
      await app.close();
      await feed.stop();
      await relay.stop();
      await forgetting.stop();
      await connection.close();
      await store.destroy();
    },
  };
}
