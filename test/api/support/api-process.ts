import { createApp } from '../../../src/api/app.ts';
import type { ApiDependencies } from '../../../src/api/dependencies.ts';
import { connectStore } from '../../../src/store/connect.ts';
import { listenToJournals } from '../../../src/store/journal-feed.ts';
import { silentLog } from '../../support/world/dependencies.ts';
import { watchLive, type LiveClient } from '../../support/world/live-client.ts';
import { overHttp } from '../../../src/scenarios/world/http-people.ts';
import { HttpPeople } from '../../support/world/people.ts';
import type { TimeSkippingWorld } from '../../support/world/time-skipping-world.ts';
import type { Person } from '../../../src/scenarios/world/person.ts';

/** The API as one process has it: with connections of its own, listening. */
export interface ApiProcess {
  origin: string;
  people: HttpPeople;
  watch(viewer: Person, ticketId: string, lastEventId?: string): Promise<LiveClient>;
  stop(): Promise<void>;
}

/** Processes that a test file starts, and stops after all of its tests, however those went. */
export function apiProcesses() {
  const running = new Set<ApiProcess>();
  return {
    start: async (...given: Parameters<typeof startApiProcess>): Promise<ApiProcess> => {
      const api = await startApiProcess(...given);
      running.add(api);
      const stop = async () => {
        if (running.delete(api)) await api.stop();
      };
      return { ...api, stop };
    },
    stopAll: () => Promise.all([...running].map((api) => api.stop())),
  };
}

/** One more API process over the world's database; what is given differs from the world's. */
export async function startApiProcess(
  { dependencies, tokens, databaseUrl: worlds }: TimeSkippingWorld,
  { databaseUrl = worlds, port = 0, ...given }: Partial<ApiDependencies> & { databaseUrl?: string; port?: number } = {},
): Promise<ApiProcess> {
  const store = connectStore(databaseUrl);
  const feed = listenToJournals(databaseUrl, silentLog);
  const app = await createApp({
    ...dependencies,
    store,
    liveStore: given.store ?? store,
    reportStore: store,
    feed,
    ...given,
  });
  const url = await app.listen({ host: '127.0.0.1', port });
  return {
    origin: url,
    people: new HttpPeople(overHttp(url), tokens),
    watch: async (viewer, ticketId, lastEventId) => watchLive(url, ticketId, await tokens.of(viewer), lastEventId),
    stop: async () => {
      await app.close();
      await feed.stop();
      await store.destroy();
    },
  };
}
