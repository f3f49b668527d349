import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { createApp } from '../../../src/api/app.ts';
import { relayStarts } from '../../../src/api/start-relay.ts';
import { wallClock } from '../../../src/api/clock.ts';
import { makeCurrent } from '../../../src/process/worker-deployment.ts';
import { connectStore, type Store } from '../../../src/store/connect.ts';
import { listenToJournals } from '../../../src/store/journal-feed.ts';
import { buildIdOf } from '../../../src/worker/build-id.ts';
import { dataConverter } from '../../../src/workflows/data-converter.ts';
import { address } from '../servers/addresses.ts';
import { startTemporalDev } from '../servers/temporal-dev.ts';
import { apiDependencies, silentLog } from './dependencies.ts';
import { overHttp } from '../../../src/scenarios/world/http-people.ts';
import { HttpPeople } from './people.ts';
import type { Tokens } from '../../../src/scenarios/world/person.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

/** Kept on real servers in real time: the API over HTTP, the worker a process of its own. */
export interface RealWorld {
  connection: Connection;
  client: Client;
  store: Store;
  url: string;
  temporalAddress: string;
  people: HttpPeople;
  tokens: Tokens;
  startWorker(): Promise<void>;
  /** As a crash would: no farewell. */
  killWorker(): Promise<void>;
  end(): Promise<void>;
}

export async function startRealWorld(databaseUrl: string): Promise<RealWorld> {
  const temporal = await startTemporalDev();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, dataConverter });
  const store = connectStore(databaseUrl);
  const feed = listenToJournals(databaseUrl, silentLog);
  const { dependencies, tokens } = await apiDependencies({ store, feed, client, clock: wallClock });
  const app = await createApp(dependencies);
  const relay = relayStarts(dependencies);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });

  let worker: WorkerProcess | null = null;
  const startWorker = async () => {
    worker = await startWorkerProcess(connection, { databaseUrl, temporalAddress: temporal.address });
    await makeCurrent(connection, 'default', buildIdOf(readFileSync(address('workflowBundle'), 'utf8')));
  };
  const killWorker = async () => {
    await worker?.kill();
    worker = null;
  };
  await startWorker();

  return {
    connection,
    client,
    store,
    url,
    temporalAddress: temporal.address,
    people: new HttpPeople(overHttp(url), tokens),
    tokens,
    startWorker,
    killWorker,
    end: async () => {
      await killWorker();
      await relay.stop();
      await app.close();
      await feed.stop();
      await connection.close();
      await store.destroy();
      await temporal.stop();
    },
  };
}
