import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Client } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { createApp } from '../../../src/api/app.ts';
import type { App } from '../../../src/api/fastify-app.ts';
import type { ApiDependencies, RunSettings } from '../../../src/api/dependencies.ts';
import { createActivities } from '../../../src/activities/activities.ts';
import type { Channel } from '../../../src/channels/channel.ts';
import { createLogChannel } from '../../../src/channels/log-channel.ts';
import { createLogStaffChannel } from '../../../src/channels/log-staff-channel.ts';
import type { StaffChannel } from '../../../src/channels/staff-channel.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import { instantOf, type Instant } from '../../../src/domain/calendar/instant.ts';
import { connectStore, type Store } from '../../../src/store/connect.ts';
import { listenToJournals } from '../../../src/store/journal-feed.ts';
import { createPolicyShelf } from '../../../src/store/policies.ts';
import { createTicketWorker } from '../../../src/worker/ticket-worker.ts';
import { dataConverter } from '../../../src/workflows/data-converter.ts';
import { address } from '../servers/addresses.ts';
import { createDatabase } from '../servers/database.ts';
import { untilNothingIsDue } from './until-nothing-is-due.ts';
import { startTimeSkipping } from '../servers/time-skipping.ts';
import { HttpPeople, injected } from './people.ts';
import { apiDependencies, silentLog } from './dependencies.ts';
import type { Tokens } from './tokens.ts';

/** The whole of Kept on the time-skipping server: real workflow, activities, store and API; only the time is not. */
export interface TimeSkippingWorld {
  environment: TestWorkflowEnvironment;
  client: Client;
  app: App;
  store: Store;
  databaseUrl: string;
  dependencies: ApiDependencies;
  people: HttpPeople;
  tokens: Tokens;
  now(): Promise<Instant>;
  /** Lets time pass: what falls due on the way happens. */
  letPass(ms: number): Promise<void>;
  restartWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  end(): Promise<void>;
}

/** What a story wants otherwise than usual. */
export interface WorldOptions {
  channel?: Channel;
  staffChannel?: StaffChannel;
  /** Whose directory says who manages; otherwise that of the policy as shipped. */
  currentPolicy?: Policy;
  /** Which workflow code the next worker that is started runs. */
  workflowBundle?: () => string;
  runs?: Partial<RunSettings>;
  /**
   * How many idle tickets the worker remembers. With none, each is replayed at every step; a story that restarts the worker
   * needs that, as the time-skipping server waits for ever for a worker that remembered a ticket.
   */
  maxCachedWorkflows?: number;
  /** Whether the server is told of our search attributes. */
  registerSearchAttributes?: boolean;
}

export async function startTimeSkippingWorld({
  channel = createLogChannel(silentLog),
  staffChannel = createLogStaffChannel(silentLog),
  currentPolicy,
  workflowBundle = () => address('workflowBundle'),
  runs = {},
  maxCachedWorkflows = 1_000,
  registerSearchAttributes = true,
}: WorldOptions = {}): Promise<TimeSkippingWorld> {
  const [environment, database] = await Promise.all([
    startTimeSkipping({ registerSearchAttributes }),
    createDatabase(),
  ]);
  const store = connectStore(database.url);
  const feed = listenToJournals(database.url, silentLog);
  const namespace = environment.namespace ?? 'default';
  const client = new Client({ connection: environment.connection, namespace, dataConverter });
  const now = async () => instantOf(await environment.currentTimeMs());
  const { dependencies, tokens } = await apiDependencies({ store, feed, client, clock: { now }, runs });
  const app = await createApp(dependencies);

  let worker: Worker;
  let running: Promise<void>;
  const startWorker = async () => {
    worker = await createTicketWorker({
      connection: environment.nativeConnection,
      namespace,
      workflowBundle: { codePath: workflowBundle() },
      maxCachedWorkflows,
      activities: createActivities({
        store,
        policies: createPolicyShelf(store),
        currentPolicy: currentPolicy ?? dependencies.current.policy,
        channel,
        staffChannel,
        log: silentLog,
      }),
    });
    running = worker.run();
  };
  const stopWorker = async () => {
    worker.shutdown();
    await running;
  };
  await startWorker();

  return {
    environment,
    client,
    app,
    store,
    databaseUrl: database.url,
    dependencies,
    people: new HttpPeople(injected(app), tokens),
    tokens,
    now,
    letPass: async (ms) => {
      await environment.sleep(ms);
      await untilNothingIsDue(environment, store);
    },
    stopWorker,
    restartWorker: async () => {
      await stopWorker();
      await startWorker();
    },
    end: async () => {
      if (worker.getState() === 'RUNNING') await stopWorker();
      await app.close();
      await feed.stop();
      await environment.teardown();
      await store.destroy();
      await database.drop();
    },
  };
}
