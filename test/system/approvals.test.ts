import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { workflowIdOf } from '../../src/workflows/ticket-run.ts';
import { keepHistory } from '../replay/histories.ts';
import { address } from '../support/servers/addresses.ts';
import { signalRaw, UNDECODABLE } from '../stories/support/raw.ts';
import { createDatabase } from '../support/servers/database.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startRealWorld, type RealWorld } from '../support/world/real-world.ts';
import { ADA, CARLA, HEAD, LEAD } from '../support/world/tokens.ts';

describe('approvals on real servers', () => {
  let world: RealWorld;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  beforeAll(async () => {
    database = await createDatabase();
    world = await startRealWorld(database.url);
  });
  afterAll(async () => {
    await world.end();
    await database.drop();
  });

  async function asked(fields: Record<string, unknown> = {}): Promise<{ id: string; approvalId: string }> {
    const { id } = await world.people.submit({ country: 'NL' });
    await eventually(async () => (await world.people.ticket(id)).phase === 'review');
    return { id, approvalId: await world.people.ask(ADA, id, fields) };
  }

  /** The line of the README. */
  const signalled = (id: string, input: string) =>
    promisify(execFile)(address('temporalCli'), [
      ...['workflow', 'signal', '--address', world.temporalAddress],
      ...['--workflow-id', workflowIdOf(id), '--name', 'decideApproval', '--input', input],
    ]);

  const carriedOut = (id: string, approvalId: string) =>
    eventually(async () => {
      const { creditNote } = await world.people.approval(id, approvalId);
      return creditNote;
    });

  test("from Temporal's own command line: a decision, nonsense, and one that may not stand", async () => {
    const { id, approvalId } = await asked({ amount: { minor: 20_001, currency: 'EUR' } });
    await signalled(id, '"approve"');
    await signalled(id, JSON.stringify({ approvalId, decision: 'approve', by: 'manager-1' }));
    await signalled(id, JSON.stringify({ approvalId, decision: 'approve', by: 'manager-2', comment: 'Fine.' }));
    const creditNote = await carriedOut(id, approvalId);
    expect(await world.people.approval(id, approvalId)).toMatchObject({
      state: 'approved',
      decisions: [
        { by: 'manager-1', via: 'signal', standing: false, refusal: 'over-limit' },
        { by: 'manager-2', via: 'signal', standing: true, comment: 'Fine.' },
      ],
    });
    const journal = await world.people.journal(id);
    expect(journal.find(({ type }) => type === 'signal.refused')?.data).toMatchObject({ code: 'malformed' });
    expect(journal.find(({ type }) => type === 'approval.decided')?.by).toBe('manager-2');
    const note = (await world.people.conversation(id, CARLA)).find(({ body }) => body.includes(creditNote));
    expect(note?.body).toMatch(/Net: 200\.01.EUR\nVAT 21 % \(NL\): 42\.00.EUR\nGross: 242\.01.EUR/);
    await world.people.step(CARLA, id, 'withdrawal');
    const handle = world.client.workflow.getHandle(workflowIdOf(id));
    await handle.result();
    keepHistory('approvals-on-the-real-server-v3', await handle.fetchHistory());
    await expect(signalled(id, JSON.stringify({ approvalId, decision: 'refuse', by: 'manager-3' }))).rejects.toThrow();
  });

  test('signals that cannot be read, of whatever name, are journalled as refused, and the ticket lives on', async () => {
    const { id, approvalId } = await asked();
    const raw = { world: { client: world.client }, id };
    for (const payload of Object.values(UNDECODABLE)) await signalRaw(raw, 'decideApproval', payload);
    await signalRaw(raw, 'promoteEverybody', ...Object.values(UNDECODABLE));
    await world.killWorker();
    await signalRaw(raw, 'decideApproval');
    // What a new worker makes of all of it, from the history alone.
    await world.startWorker();
    const count = Object.keys(UNDECODABLE).length + 2;
    const refused = await eventually(async () => {
      const found = (await world.people.journal(id)).filter(({ type }) => type === 'signal.refused');
      return found.length >= count && found;
    });
    expect(refused.map(({ data }) => data['code'])).toEqual(Array.from({ length: count }, () => 'malformed'));
    await world.people.decide(LEAD, id, approvalId, { decision: 'approve' });
    await carriedOut(id, approvalId);
    await world.people.step(CARLA, id, 'withdrawal');
    await world.client.workflow.getHandle(workflowIdOf(id)).result();
  });

  test('with no worker the decision is on its way, and stands when there is one again', async () => {
    const { id, approvalId } = await asked({ type: 'special-request', amount: undefined });
    await world.killWorker();
    const path = `/v1/tickets/${id}/approvals/${approvalId}/decision`;
    const answer = await world.people.send(LEAD, 'POST', path, { decision: 'approve' });
    expect([answer.status, answer.body['state']]).toEqual([202, 'pending']);
    expect(answer.headers['location']).toBe(`/v1/tickets/${id}/approvals/${approvalId}`);
    await world.startWorker();
    const approval = await eventually(async () => {
      const now = await world.people.approval(id, approvalId);
      return now.validUntil === null ? null : now;
    });
    expect(approval).toMatchObject({ state: 'approved', decisions: [{ by: 'manager-1', via: 'api' }] });
    expect(await world.people.decide(LEAD, id, approvalId, { decision: 'approve' })).toMatchObject({
      state: 'approved',
    });
  });

  test('the worker killed between decision and note: one note, and no number is lost', async () => {
    const { id, approvalId } = await asked();
    await world.store.transaction().execute(async (tx) => {
      await sql`select * from credit_note_series for update`.execute(tx);
      expect(await world.people.decide(HEAD, id, approvalId, { decision: 'approve' })).toMatchObject({
        state: 'approved',
        creditNote: null,
      });
      await world.killWorker();
    });
    await world.startWorker();
    // The activity of the dead worker is tried again when its time is over.
    const [, count] = /(\d+)$/.exec(await carriedOut(id, approvalId)) ?? [];
    const next = await asked();
    await world.people.decide(HEAD, next.id, next.approvalId, { decision: 'approve' });
    const [, after] = /(\d+)$/.exec(await carriedOut(next.id, next.approvalId)) ?? [];
    expect(Number(after)).toBe(Number(count) + 1);
    const { rows } = await sql<{ notes: number }>`
      select count(*) as notes from credit_notes where approval_id = ${approvalId}`.execute(world.store);
    expect(rows[0]?.notes).toBe(1);
  });
});
