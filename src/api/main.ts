import { pino } from 'pino';
import { wallClock } from './clock.ts';
import { requireDatabaseUrl } from '../process/database-url.ts';
import type { Environment } from '../process/environment.ts';
import { readCurrentPolicy } from '../process/policy-file.ts';
import { connectStore } from '../store/connect.ts';
import { deleteForgotten } from '../store/conversation.ts';
import { forgetOldKeys } from '../store/idempotency.ts';
import { createPolicyShelf } from '../store/policies.ts';
import { createApp } from './app.ts';
import { connectEngine } from './connect-engine.ts';
import { openDevelopmentIssuer } from './auth/development-issuer.ts';
import { createEngine } from './engine.ts';
import { relayStarts } from './start-relay.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The API's composition root. The database must have been migrated. */
export async function startApi(environment: Environment): Promise<{ url: string; stop(): Promise<void> }> {
  const { HOST, PORT, KEPT_DATA_DIR, LOG_LEVEL } = environment;
  const log = pino({ level: LOG_LEVEL, name: 'api' });
  const current = await readCurrentPolicy(environment.POLICY_FILE);
  const store = connectStore(requireDatabaseUrl(environment));
  const policies = createPolicyShelf(store);
  await policies.keep(current.hash, current.policy);
  await deleteForgotten(store, new Date(Date.now() - DAY_MS));
  await forgetOldKeys(store);

  const { connection, client, runs } = await connectEngine(environment, log);
  const dependencies = {
    store,
    policies,
    current,
    engine: createEngine(client),
    runs,
    clock: wallClock,
    verifyToken: (await openDevelopmentIssuer(KEPT_DATA_DIR)).verify,
    log,
  };
  const app = await createApp(dependencies);
  const relay = relayStarts(dependencies);
  const url = await app.listen({ host: HOST, port: PORT });
  return {
    url,
    stop: async () => {
      await app.close();
      await relay.stop();
      await connection.close();
      await store.destroy();
    },
  };
}
