import { join } from 'node:path';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { startApi } from '../../src/api/main.ts';
import { scheduleDigests } from '../../src/api/schedule-digests.ts';
import { instantOf, DAY, HOUR } from '../../src/domain/calendar/instant.ts';
import { policyHash } from '../../src/domain/policy/policy-hash.ts';
import type { Policy } from '../../src/domain/policy/schema.ts';
import { weekBefore } from '../../src/domain/reports/calendar-days.ts';
import { DIGEST_SCHEDULE_ID, ensureDigestSchedule } from '../../src/process/digest-schedule.ts';
import { parseEnvironment, PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import { createDatabase } from '../support/servers/database.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';
import { startTimeSkipping } from '../support/servers/time-skipping.ts';
import { silentLog } from '../support/world/dependencies.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startRealWorld, type RealWorld } from '../support/world/real-world.ts';
import { MONA } from '../support/world/tokens.ts';

/** The client, telling of each attempt to reach the server. */
const watched = (client: Client, onTry: () => unknown): Client =>
  new Proxy(client, {
    get: (target, name) => {
      if (name === 'withDeadline') {
        return async (...args: Parameters<Client['withDeadline']>) => {
          onTry();
          return target.withDeadline(...args);
        };
      }
      return Reflect.get(target, name) as unknown;
    },
  });

const BERLIN = 'Europe/Berlin';

/** What a clock in a zone shows; where a comma stands between changes with Node's language data. */
const shown = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' })
    .format(at)
    .replace(',', '');

describe('the weekly digest, on the real server', () => {
  let world: RealWorld;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let policy: Policy;
  let hash: string;
  beforeAll(async () => {
    database = await createDatabase();
    world = await startRealWorld(database.url);
    ({ policy, hash } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml')));
  });
  afterAll(async () => {
    await world.end();
    await database.drop();
  });

  const handle = () => world.client.schedule.getHandle(DIGEST_SCHEDULE_ID);
  // Both tried again, as Kept does: on a busy machine the server may take longer than one attempt may.
  const ensure = (changed: Policy = policy) => {
    const current = { policy: changed, hash: changed === policy ? hash : policyHash(changed) };
    const tried = () => ensureDigestSchedule(world.client, current).then(() => true);
    return eventually(() => tried().catch(() => false));
  };
  const described = () =>
    eventually(() =>
      handle()
        .describe()
        .catch(() => false as const),
    );
  const runs = async () => {
    const found: WorkflowExecutionInfo[] = [];
    for await (const run of world.client.workflow.list({ query: 'WorkflowType = "managementDigestWorkflow"' }))
      found.push(run);
    return found;
  };
  const completed = (count: number) =>
    eventually(async () => {
      const done = (await runs()).filter(({ status }) => status.name === 'COMPLETED');
      return done.length === count && done;
    });
  const digests = () => world.store.selectFrom('digests').orderBy('week').selectAll().execute();

  test('is created when Kept starts, and ensured again it is the same one', async () => {
    const environment = parseEnvironment({
      PORT: '0',
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: world.temporalAddress,
      KEPT_DATA_DIR: temporaryDirectory(),
      LOG_LEVEL: 'silent',
    });
    for (let start = 1; start <= 2; start += 1) await (await startApi(environment)).stop();
    await ensure();
    const found: string[] = [];
    for await (const { scheduleId } of world.client.schedule.list()) found.push(scheduleId);
    expect(found).toEqual([DIGEST_SCHEDULE_ID]);
    const { policies, action, info } = await described();
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 7 * DAY });
    expect(action).toMatchObject({
      workflowType: 'managementDigestWorkflow',
      taskQueue: 'tickets',
      args: [{ policyHash: hash }],
    });
    expect(info.numActionsTaken).toBe(0);
  });

  test('comes every Monday at 08:00 in Berlin, before and after a change to summer time', async () => {
    await ensure();
    const { info } = await described();
    expect(info.nextActionTimes.length).toBeGreaterThanOrEqual(5);
    expect(info.nextActionTimes.map((at) => shown(at, BERLIN))).toEqual(info.nextActionTimes.map(() => 'Mon 08:00'));

    // As far as the next change, wherever in the year this runs: the server tells when a schedule would have run.
    const times = await matchingTimes(new Date(), new Date(Date.now() + 366 * DAY));
    expect(times.length).toBeGreaterThanOrEqual(52);
    expect(new Set(times.map((at) => shown(at, BERLIN)))).toEqual(new Set(['Mon 08:00']));
    expect(new Set(times.map((at) => shown(at, 'UTC')))).toEqual(new Set(['Mon 06:00', 'Mon 07:00']));
  });

  const matchingTimes = async (from: Date, to: Date): Promise<Date[]> => {
    const { startTime } = await world.client.workflowService.listScheduleMatchingTimes({
      namespace: 'default',
      scheduleId: DIGEST_SCHEDULE_ID,
      startTime: { seconds: Math.floor(from.getTime() / 1000) as never },
      endTime: { seconds: Math.floor(to.getTime() / 1000) as never },
    });
    return startTime.map(({ seconds }) => new Date(Number(seconds) * 1000));
  };

  test('triggered, it tells of the week before, once, however often it is triggered', async () => {
    await ensure();
    const before = instantOf(Date.now());
    await handle().trigger();
    await completed(1);
    const week = weekBefore(before, BERLIN);
    const [digest, ...others] = await digests();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ week: week.week, content: { from: week.from, to: week.to, zone: BERLIN } });
    expect(digest!.sent_at).not.toBeNull();
    expect(digest!.text).toContain(`week ${week.week}`);

    await handle().trigger();
    await completed(2);
    expect(await digests()).toEqual([digest]);
    const { body } = await world.people.send<{ items: object[] }>(MONA, 'GET', '/v1/reports/digests');
    expect(body.items).toMatchObject([{ week: week.week }]);
    expect((await world.people.send(MONA, 'GET', `/v1/reports/digests/${week.week}`)).body).toMatchObject({
      text: digest!.text,
    });
  });

  test('a week that was due long ago is told as that week, in a run named after it', async () => {
    await ensure();
    const known = (await runs()).length;
    // Two Mondays, one on each side of a change to winter time.
    await handle().backfill({
      start: new Date('2025-10-20T05:00:00Z'),
      end: new Date('2025-10-27T08:00:00Z'),
      overlap: 'ALLOW_ALL',
    });
    const done = await completed(known + 2);
    expect(done.map(({ workflowId }) => workflowId)).toEqual(
      expect.arrayContaining(['management-digest-2025-10-20T06:00:00Z', 'management-digest-2025-10-27T07:00:00Z']),
    );
    const weeks = (await digests()).map(({ week }) => week);
    expect(weeks).toEqual(expect.arrayContaining(['2025-W42', '2025-W43']));
    // On the build that is current, as tickets are.
    const { raw } = await world.client.workflow.getHandle('management-digest-2025-10-27T07:00:00Z').describe();
    expect(raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.deploymentName).toBe('kept');
  });

  test('a changed policy changes it, and a pause stays', async () => {
    await ensure();
    await handle().pause('on holiday');
    await eventually(async () => (await described()).state.paused);
    const { management, approvals } = policy;
    const changed: Policy = {
      ...policy,
      management: { ...management, digest: { on: 'tue', at: 9 * 60 + 30 } },
      approvals: { ...approvals, approvers: { ...approvals.approvers, site: 'us-nyc' } },
    };
    await createPolicyShelf(world.store).keep(policyHash(changed), changed);
    await ensure(changed);
    const { info, state, action } = await described();
    expect(info.nextActionTimes.map((at) => shown(at, 'America/New_York'))).toEqual(
      info.nextActionTimes.map(() => 'Tue 09:30'),
    );
    expect(state).toMatchObject({ paused: true, note: 'on holiday' });
    expect(action.args).toEqual([{ policyHash: policyHash(changed) }]);
    await handle().unpause();
    await ensure();
  });

  /** Collects what is warned of. */
  const warningLog = () => {
    const warnings: unknown[] = [];
    const log = { ...silentLog, warn: (...told: unknown[]) => warnings.push(told) } as unknown as typeof silentLog;
    return { warnings, log };
  };

  test('a server without Schedules is told of once, however often it is tried, and all else goes on', async () => {
    const environment = await startTimeSkipping();
    const { warnings, log } = warningLog();
    let tries = 0;
    const client = watched(environment.client, () => (tries += 1));
    const scheduling = scheduleDigests(client, { policy, hash }, log, 10);
    await eventually(() => Promise.resolve(tries >= 3));
    await scheduling.stop();
    expect(warnings).toHaveLength(1);
    await environment.teardown();
  });

  test('a server that is away when Kept starts is tried until it has the Schedule, and then no more', async () => {
    await handle().delete();
    const { warnings, log } = warningLog();
    let tries = 0;
    const client = watched(world.client, () => {
      tries += 1;
      if (tries === 1) throw new Error('away');
    });
    const scheduling = scheduleDigests(client, { policy, hash }, log, 10);
    await described();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await scheduling.stop();
    expect([tries, warnings.length]).toEqual([2, 1]);
  });

  test('a miss of last week is told with its ticket’s number', async () => {
    const { number, id } = await world.people.submit();
    const begins = Date.parse(weekBefore(instantOf(Date.now() - 30 * DAY), BERLIN).begins);
    await world.store
      .updateTable('promise_facts')
      .set({
        state: 'missed',
        due_at: instantOf(begins + HOUR),
        settled_at: instantOf(begins + 3 * HOUR),
        decided_at: instantOf(begins + HOUR),
      })
      .where('ticket_id', '=', id)
      .where('kind', '=', 'first-reply')
      .execute();
    const { week } = weekBefore(instantOf(begins + 8 * DAY), BERLIN);
    await handle().backfill({
      start: new Date(begins + 7 * DAY),
      end: new Date(begins + 7 * DAY + 10 * HOUR),
      overlap: 'ALLOW_ALL',
    });
    const digest = await eventually(async () => (await digests()).find((one) => one.week === week));
    expect(digest.content.misses).toMatchObject({
      count: 1,
      first: [{ ticket: number, kind: 'first-reply', lateMs: 2 * HOUR }],
    });
    expect(digest.text).toContain(`#${number} first-reply 1, support: due `);
  });
});
