import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../../activities/activities.ts';
import { createBookkeeping } from '../../activities/bookkeeping.ts';
import { createApp } from '../../api/app.ts';
import type { ApiDependencies, CurrentPolicy, RunSettings } from '../../api/dependencies.ts';
import type { App } from '../../api/fastify-app.ts';
import type { Channel } from '../../channels/channel.ts';
import { createLogChannel } from '../../channels/log-channel.ts';
import { createLogDigestChannel } from '../../channels/log-digest-channel.ts';
import { createLogStaffChannel } from '../../channels/log-staff-channel.ts';
import type { StaffChannel } from '../../channels/staff-channel.ts';
import { instantOf, type Instant } from '../../domain/calendar/instant.ts';
import type { Policy } from '../../domain/policy/schema.ts';
import { connectStore, type Store } from '../../store/connect.ts';
import { listenToJournals } from '../../store/journal-feed.ts';
import { createTicketWorker } from '../../worker/ticket-worker.ts';
import { dataConverter } from '../../workflows/data-converter.ts';
import { apiDependencies } from './api-dependencies.ts';
import type { Tokens } from './person.ts';
import { startWhole, type AtTheEnd } from './start-whole.ts';
import { startTimeSkipping } from './time-skipping.ts';
import { deadlines, untilNothingIsDue } from './until-nothing-is-due.ts';

/** The whole of Kept on the time-skipping server: real workflow, activities, store and API; only the time is not. */
export interface TimeSkippingWorld {
  environment: TestWorkflowEnvironment;
  client: Client;
  app: App;
  store: Store;
  databaseUrl: string;
  dependencies: ApiDependencies;
  tokens: Tokens;
  now(): Promise<Instant>;
  /** Lets time pass: what falls due on the way happens. @returns whether all of it did, as it does while there is a worker */
  letPass(ms: number): Promise<boolean>;
  /** The same while the worker is away, and what falls due has to wait for it. */
  letPassUnattended(ms: number): Promise<void>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  restartWorker(): Promise<void>;
  end(): Promise<void>;
}

/** What a world stands on. */
export interface WorldServers {
  /** The program of the time-skipping server. */
  timeSkippingServer: string;
  /** Which workflow code the next worker that is started runs: the path of a bundle. */
  workflowBundle(): string;
  /** Makes a migrated database of one's own. */
  createDatabase(): Promise<{ url: string; drop(): Promise<void> }>;
  log: Logger;
}

/** What a story wants otherwise than usual. */
export interface WorldOptions {
  channel?: Channel;
  staffChannel?: StaffChannel;
  /** Whose directory says who manages; otherwise that of the policy that tickets are pinned to. */
  currentPolicy?: Policy;
  runs?: Partial<RunSettings>;
  /**
   * How many idle tickets the worker remembers. With none, each is replayed at every step; a story that restarts the worker
   * needs that, as the time-skipping server waits for ever for a worker that remembered a ticket.
   */
  maxCachedWorkflows?: number;
  /**
   * Whether workflow code has no thread of its own. A thread takes half a second to start; without one, each ticket that lives
   * follows every promise of this thread, so that it is slower from a dozen tickets on.
   */
  inMainThread?: boolean;
  /** Whether the server is told of our search attributes. */
  registerSearchAttributes?: boolean;
}

/** Time that is skipped passes in far less. */
const STANDSTILL_MS = 1_000;

export async function startTimeSkippingWorld(
  servers: WorldServers,
  current: CurrentPolicy,
  options: WorldOptions = {},
): Promise<TimeSkippingWorld> {
  const { started, end } = await startWhole((atTheEnd) => startParts(atTheEnd, servers, current, options));
  return { ...started, end };
}

async function startParts(
  atTheEnd: AtTheEnd,
  { timeSkippingServer, workflowBundle, createDatabase, log }: WorldServers,
  current: CurrentPolicy,
  {
    channel = createLogChannel(log),
    staffChannel = createLogStaffChannel(log),
    currentPolicy = current.policy,
    runs,
    maxCachedWorkflows = 1_000,
    inMainThread = false,
    registerSearchAttributes = true,
  }: WorldOptions,
): Promise<Omit<TimeSkippingWorld, 'end'>> {
  const database = await createDatabase();
  atTheEnd(() => database.drop());
  const store = connectStore(database.url);
  atTheEnd(() => store.destroy());
  const environment = await startTimeSkipping(timeSkippingServer, { registerSearchAttributes });
  atTheEnd(() => environment.teardown());
  const feed = listenToJournals(database.url, log);
  atTheEnd(() => feed.stop());
  const namespace = environment.namespace ?? 'default';
  const client = new Client({ connection: environment.connection, namespace, dataConverter });
  const now = async () => instantOf(await environment.currentTimeMs());
  const { dependencies, tokens } = await apiDependencies({ store, feed, client, clock: { now }, current, log, runs });
  const { policies } = dependencies;
  const app = await createApp(dependencies);
  atTheEnd(() => app.close());

  let worker: Worker;
  let running: Promise<void>;
  const startWorker = async () => {
    worker = await createTicketWorker({
      connection: environment.nativeConnection,
      namespace,
      workflowBundle: { codePath: workflowBundle() },
      maxCachedWorkflows,
      inMainThread,
      activities: createActivities({
        store,
        policies,
        bookkeeping: createBookkeeping(store, policies),
        currentPolicy,
        channel,
        staffChannel,
        digests: createLogDigestChannel(log),
        log,
      }),
    });
    running = worker.run();
    // Who ends it hears why it failed; until then nobody listens, and what nobody listens to ends the process.
    running.catch(() => undefined);
  };
  const stopWorker = async () => {
    worker.shutdown();
    await running;
  };
  await startWorker();
  atTheEnd(async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  });

  // A call that is given up must end before its connection does: the SDK would try it again on one that is closed.
  const ending = new AbortController();
  // Each call listens to it.
  setMaxListeners(0, ending.signal);
  const skip = (ms: number) => environment.connection.withAbortSignal(ending.signal, () => environment.sleep(ms));
  atTheEnd(() => ending.abort());

  // Time stands still for a task that waits for a worker, once for each, unless it is let go on.
  let letGo = 0;
  const { testService } = environment.connection;
  if (testService === undefined) throw new Error('the server does not skip time');
  const letOneGo = async () => {
    await testService.unlockTimeSkipping({});
    letGo += 1;
  };
  const letPassUnattended = async (ms: number) => {
    const until = (await environment.currentTimeMs()) + ms;
    for (let at = until - ms; at < until; at = await environment.currentTimeMs()) {
      const due = await deadlines(store);
      while (letGo < due.filter((deadline) => deadline <= at).length) await letOneGo();
      const skipped = skip(Math.min(until, ...due.filter((deadline) => deadline > at)) - at).then(() => true);
      // What was asked of a ticket meanwhile waits for the worker, too: time goes by no faster than the wall's.
      for (let before = at; !(await Promise.race([skipped, sleep(STANDSTILL_MS, false)]));) {
        const now = await environment.currentTimeMs();
        if (now - before < 2 * STANDSTILL_MS) await letOneGo();
        before = now;
      }
    }
  };

  return {
    environment,
    client,
    app,
    store,
    databaseUrl: database.url,
    dependencies,
    tokens,
    now,
    letPass: async (ms) => {
      if (ms > 0) await skip(ms);
      return untilNothingIsDue(environment, store, skip);
    },
    letPassUnattended,
    startWorker: async () => {
      for (; letGo > 0; letGo -= 1) await testService.lockTimeSkipping({});
      await startWorker();
    },
    stopWorker,
    restartWorker: async () => {
      await stopWorker();
      await startWorker();
    },
  };
}
