import { readFileSync } from 'node:fs';
import { temporal } from '@temporalio/proto';
import { buildIdOf } from '../../src/worker/build-id.ts';
import { workflowIdOf } from '../../src/workflows/ticket-run.ts';
import { address } from '../support/servers/addresses.ts';
import { createDatabase } from '../support/servers/database.ts';
import { COMPATIBLE, INCOMPATIBLE, makeCheckout, npmRun } from '../support/world/checkout.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startRealWorld, type RealWorld } from '../support/world/real-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { startWorkerProcess, type WorkerProcess } from '../support/world/worker-process.ts';

/** A task that a worker held when its run was replaced, or while something more arrived: no word on the code that ran it. */
const BY_THE_SERVER = [
  temporal.api.enums.v1.WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_FORCE_CLOSE_COMMAND,
  temporal.api.enums.v1.WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND,
];

const A = () => buildIdOf(readFileSync(address('workflowBundle'), 'utf8'));

describe('two builds of the worker, and tickets under way', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let world: RealWorld;
  let workerB: WorkerProcess | null;
  let settings: { DATABASE_URL: string; TEMPORAL_ADDRESS: string };
  beforeEach(async () => {
    database = await createDatabase();
    world = await startRealWorld(database.url);
    workerB = null;
    settings = { DATABASE_URL: database.url, TEMPORAL_ADDRESS: world.temporalAddress };
  });
  afterEach(async () => {
    await workerB?.kill();
    await world.end();
    await database.drop();
  });

  const startB = async (root: string) => {
    workerB = await startWorkerProcess(world.connection, {
      root,
      databaseUrl: database.url,
      temporalAddress: world.temporalAddress,
    });
  };
  const buildOf = async (id: string) => {
    const { raw } = await world.client.workflow.getHandle(workflowIdOf(id)).describe();
    return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId;
  };
  /** A ticket that build A has acknowledged, and somebody works on. */
  const underWay = async () => {
    const { people } = world;
    const { id } = await people.submit();
    await people.write(ADA, id, { body: 'I am looking into your invoices.' });
    // Both automatic and written: at once or one by one.
    await eventually(async () => {
      const accepted = (await people.journal(id)).filter(({ type }) => type === 'delivery.accepted');
      return accepted.flatMap(({ data }) => data['messageIds']).length === 2;
    });
    return id;
  };
  const seen = async (id: string) => ({
    ticket: await world.people.ticket(id),
    journal: await world.people.journal(id),
    conversation: await world.people.conversation(id),
  });
  const finish = async (id: string) => {
    const { people } = world;
    await people.step(ADA, id, 'review', { kind: 'simple' });
    await people.step(ADA, id, 'resolution', { summary: 'The second charge was reversed.' });
    expect(await people.step(CARLA, id, 'confirmation', { solved: true })).toMatchObject({ outcome: 'confirmed' });
    await eventually(
      async () => (await world.client.workflow.getHandle(workflowIdOf(id)).describe()).status.name === 'COMPLETED',
    );
    const seqs = (await people.journal(id)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    const { promises } = await people.ticket(id);
    expect(promises.filter(({ state }) => state !== 'kept' && state !== 'withdrawn')).toEqual([]);
  };
  /** Of every run that the server ever had: why their workflow tasks failed, but for those that the server ended itself. */
  const failures = async () => {
    const found: string[] = [];
    for await (const { workflowId, runId } of world.client.workflow.list({ query: 'TaskQueue = "tickets"' })) {
      const { events } = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
      for (const { workflowTaskFailedEventAttributes: failed } of events ?? []) {
        const { cause, failure } = failed ?? {};
        if (!failed || BY_THE_SERVER.some((its) => its === cause)) continue;
        found.push(failure?.message ?? temporal.api.enums.v1.WorkflowTaskFailedCause[cause ?? 0] ?? 'failed');
      }
    }
    return found;
  };

  test('a compatible change: once its build is current, a ticket goes on in the same run', async () => {
    const { people, client } = world;
    const id = await underWay();
    const runId = (await client.workflow.getHandle(workflowIdOf(id)).describe()).runId;
    const before = await seen(id);
    const B = makeCheckout(COMPATIBLE);
    await startB(B);
    expect(await buildOf(id)).toBe(A());
    await npmRun(B, 'make-current', settings);
    await client.workflow.getHandle(workflowIdOf(id)).signal('unknown');
    const refused = await eventually(async () => (await people.journal(id)).find((e) => e.type === 'signal.refused'));
    expect(JSON.stringify(refused.data)).toContain(COMPATIBLE.to);
    // What happened is recorded before the step is over, and the server hears who took it.
    await eventually(async () => (await buildOf(id)) !== A());
    await world.killWorker();

    expect((await people.journal(id)).slice(0, before.journal.length)).toEqual(before.journal);
    expect((await people.ticket(id)).promises).toEqual(before.ticket.promises);
    await finish(id);
    expect((await client.workflow.getHandle(workflowIdOf(id)).describe()).runId).toBe(runId);
    expect(await failures()).toEqual([]);
  });

  test('an incompatible change: tickets are carried over, and new ones begin on its build', async () => {
    const { people } = world;
    const ids = [await underWay(), await underWay()];
    const before = await Promise.all(ids.map(seen));
    const B = makeCheckout(INCOMPATIBLE);
    expect(await npmRun(B, 'carry-over', settings)).toContain('2 tickets');
    // Taken while no worker of B is there: it is stored, and waits.
    const waiting = await people.submit();
    await startB(B);
    await world.killWorker();

    expect(await Promise.all(ids.map(seen))).toEqual(before);
    for (const id of [...ids, waiting.id, (await people.submit()).id]) {
      await people.write(ADA, id);
      expect(await buildOf(id)).not.toBe(A());
      await finish(id);
    }
    expect(await failures()).toEqual([]);
    expect(await npmRun(B, 'carry-over', settings)).toContain('0 tickets');
  });

  test('what nobody had taken in before the change is not lost by it', async () => {
    const { people, client } = world;
    const id = await underWay();
    await world.killWorker();
    const key = { 'idempotency-key': 'in-between' };
    const body = { body: 'Sent while nobody worked.' };
    expect(await people.send(ADA, 'POST', `/v1/tickets/${id}/messages`, body, key)).toMatchObject({ status: 503 });
    await client.workflow.getHandle(workflowIdOf(id)).signal('unknown', { payload: 'of any shape' });
    const B = makeCheckout(INCOMPATIBLE);
    // By two at once, as when a deployment is repeated.
    await Promise.all([npmRun(B, 'carry-over', settings), npmRun(B, 'carry-over', settings)]);
    await startB(B);
    expect(await people.send(ADA, 'POST', `/v1/tickets/${id}/messages`, body, key)).toMatchObject({ status: 201 });
    await eventually(async () => (await people.journal(id)).some(({ type }) => type === 'signal.refused'));
    await finish(id);
    expect((await people.journal(id)).filter(({ type }) => type === 'signal.refused')).toHaveLength(1);
    expect((await people.conversation(id)).filter((message) => message.body === body.body)).toHaveLength(1);
    expect(await failures()).toEqual([]);
  });

  test('an incompatible change shipped as a compatible one fails, can be rolled back, and be shipped rightly', async () => {
    const { people } = world;
    const id = await underWay();
    const B = makeCheckout(INCOMPATIBLE);
    await expect(npmRun(B, 'make-current', settings)).rejects.toMatchObject({
      stderr: expect.stringMatching(/^No worker of build [0-9a-f]{16} is there to take the tickets/),
    });
    await startB(B);
    await npmRun(B, 'make-current', settings);
    const key = { 'idempotency-key': 'review' };
    const answer = await people.send(ADA, 'POST', `/v1/tickets/${id}/review`, { kind: 'simple' }, key);
    expect(answer.status).toBe(503);
    expect((await failures()).join()).toMatch(/nondetermin/i);

    await npmRun(B, 'make-current', settings, '--build-id', A());
    await eventually(async () => {
      const again = await people.send(ADA, 'POST', `/v1/tickets/${id}/review`, { kind: 'simple' }, key);
      return again.status === 200;
    });
    expect(await buildOf(id)).toBe(A());

    await npmRun(B, 'carry-over', settings);
    await people.step(ADA, id, 'resolution', { summary: 'The second charge was reversed.' });
    await people.step(CARLA, id, 'confirmation', { solved: true });
    expect(await buildOf(id)).not.toBe(A());
  });
});
