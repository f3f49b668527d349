import { pino } from 'pino';
import { connectEngine } from '../api/connect-engine.ts';
import { createEngine } from '../api/engine.ts';
import { requireDatabaseUrl } from '../process/database-url.ts';
import type { Environment } from '../process/environment.ts';
import { connectStore } from '../store/connect.ts';
import { createPolicyShelf } from '../store/policies.ts';
import { carryOver } from './carry-over.ts';

/** Carries all tickets over to a build, on the servers of the environment. @returns how many */
export async function carryOverIn(environment: Environment, buildId: string): Promise<number> {
  const log = pino({ level: environment.LOG_LEVEL, name: 'carry-over' });
  const store = connectStore(requireDatabaseUrl(environment));
  const { connection, client, runs } = await connectEngine(environment, log);
  try {
    const policies = createPolicyShelf(store);
    return await carryOver({ store, policies, engine: createEngine(client), runs, log, client }, buildId);
  } finally {
    await connection.close();
    await store.destroy();
  }
}
