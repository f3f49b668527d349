import { after, DAY, HOUR, msBetween, SECOND } from '../../src/domain/calendar/instant.ts';
import type { TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { DUTY, HEAD, LEAD } from '../support/world/tokens.ts';
import { at, isFriday, isHoliday, isMidweek, nextDay, type Day } from './support/clocks.ts';
import { expectMissed } from './support/expect-promise.ts';
import { expectGapless } from './support/gapless.ts';
import { json, signalRaw, UNDECODABLE } from './support/raw.ts';
import { Tale } from './support/tale.ts';
import { WORKER_LIVES } from './support/worker-lives.ts';

const BERLIN = 'Europe/Berlin';
const BIG = { amount: { minor: 500_000, currency: 'EUR' } };

// A worker that is restarted takes its time, on a busy machine more of it.
describe.each(WORKER_LIVES)('approvals, with $worker', ({ start }) => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.end());

  async function asked(fits: (day: Day) => boolean, time: string, fields: Record<string, unknown> = {}) {
    const day = nextDay(await world.now(), BERLIN, fits);
    await world.letPass(msBetween(await world.now(), at(day, time, BERLIN)));
    const tale = await Tale.inReview(world, { country: 'DE' });
    await tale.agentWrites();
    return { tale, approvalId: await tale.asksApproval(fields), day };
  }
  const midweek = (fields = {}) => asked((day) => isMidweek('DE', day), '10:00', fields);

  test('what may not stand is journalled and changes nothing; the first that may stands; the same again is harmless', async () => {
    const { tale, approvalId } = await midweek();
    const approve = { approvalId, decision: 'approve' } as const;
    await tale.signals({ ...approve, approvalId: 'before-the-request', by: 'manager-1' });
    await tale.signals({ ...approve, by: 'mallory', comment: 'me too' });
    await signalRaw(tale, 'decideApproval', UNDECODABLE['broken JSON']!);
    await tale.signals({ ...approve, by: 'manager-1' });
    await tale.signals({ ...approve, by: 'manager-1' });
    await tale.signals({ ...approve, decision: 'refuse', by: 'manager-2' });
    await tale.sees('approval.decision-refused', { code: 'already-decided' });

    expect((await tale.happened('signal.refused')).map(({ data }) => data.code)).toEqual([
      'no-such-approval',
      'malformed',
    ]);
    const refused = await tale.happened('approval.decision-refused');
    expect(refused.map(({ by, data }) => [by, data.code])).toEqual([
      ['mallory', 'not-a-manager'],
      ['manager-2', 'already-decided'],
    ]);
    expect(await tale.happened('approval.decided')).toHaveLength(1);
    expect(await tale.approval(approvalId)).toMatchObject({
      state: 'approved',
      decisions: [
        { by: 'mallory', standing: false, refusal: 'not-a-manager', comment: 'me too' },
        { by: 'manager-1', standing: true },
        { by: 'manager-2', standing: false },
      ],
    });
    await tale.sees('approval.carried-out');
    expect(await tale.happened('approval.carried-out')).toHaveLength(1);
    await expectGapless(tale);
    await tale.withdrawn();
  });

  test('two managers at the same instant: one stands, and both hear what came of it', async () => {
    const { tale, approvalId } = await midweek();
    const path = `/v1/tickets/${tale.id}/approvals/${approvalId}/decision`;
    const answers = await Promise.all([
      world.people.send(LEAD, 'POST', path, { decision: 'approve' }),
      world.people.send(DUTY, 'POST', path, { decision: 'refuse' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const standing = await tale.happened('approval.decided');
    expect(standing).toHaveLength(1);
    await tale.withdrawn();
  });

  test('four eyes over the night', async () => {
    const { tale, approvalId } = await midweek(BIG);
    expect(await tale.decides(approvalId, LEAD)).toMatchObject({ state: 'partly-approved' });
    await tale.justBefore('decision');
    expect(await tale.decides(approvalId, HEAD)).toMatchObject({ state: 'approved' });
    const { data } = await tale.sees('approval.carried-out');
    expect(data.creditNote).toMatch(/\d/);
    await tale.withdrawn();
  });

  test('nobody answers, over a weekend and a holiday: reminded, late, and back with the agent after two working days', async () => {
    // The Friday before a Monday that is a holiday in Germany.
    const { tale, approvalId, day } = await asked(
      (one) => isFriday(one) && !isHoliday('DE', one) && isHoliday('DE', one.add({ days: 3 })),
      '17:00',
    );
    const { dueAt, expiresAt } = await tale.approval(approvalId);
    expect([dueAt, expiresAt]).toEqual([
      expect.stringMatching(at(day.add({ days: 4 }), '09:00', BERLIN).slice(0, 15)),
      expect.stringMatching(at(day.add({ days: 5 }), '17:00', BERLIN).slice(0, 15)),
    ]);
    await tale.skipTo(after(dueAt, 2 * SECOND));
    await expectMissed(tale, 'decision');
    expect(await tale.textOf('decision-late')).toContain('takes longer than we said');
    await tale.skipTo(after(expiresAt, -2 * SECOND));
    expect(await tale.approval(approvalId)).toMatchObject({ state: 'pending' });
    await tale.skipTo(after(expiresAt, 2 * SECOND));
    await tale.sees('approval.expired');
    const { status, approvals } = await tale.eventually((ticket) => ticket.status !== 'waiting-for-approval');
    expect([status, approvals[0]?.state]).toEqual(['open', 'expired']);
    expect((await tale.happened('promise.warned', { kind: 'decision' })).map(({ data }) => data.rung)).toEqual([
      50, 150,
    ]);
    await tale.signals({ approvalId, decision: 'approve', by: 'manager-3' });
    await tale.sees('approval.decision-refused', { code: 'approval-expired' });
    await tale.withdrawn();
  });

  test('a ticket that closes takes its requests with it; a decision on it is refused', async () => {
    const { tale, approvalId } = await midweek();
    await world.letPass(HOUR);
    await tale.withdrawn();
    await tale.workflow().result();
    expect(await tale.approval(approvalId)).toMatchObject({ state: 'withdrawn' });
    const path = `/v1/tickets/${tale.id}/approvals/${approvalId}/decision`;
    const late = await world.people.send(LEAD, 'POST', path, { decision: 'approve' });
    expect([late.status, late.body['code']]).toEqual([409, 'approval-withdrawn']);
    await expect(tale.signals({ approvalId, decision: 'approve', by: 'manager-1' })).rejects.toThrow(/completed/i);
  });

  test('nonsense of every kind while a decision is awaited', async () => {
    const { tale, approvalId } = await midweek();
    const decision = { approvalId, decision: 'approve', by: 'manager-1' };
    const nonsense = [
      { ...decision, by: 'a\u0000b' },
      { ...decision, by: 'm'.repeat(1_000) },
      { ...decision, comment: 'half \ud800' },
      { ...decision, comment: 'c'.repeat(60_000) },
      { ...decision, commentForCustomer: 'yes' },
      { ...decision, decisionId: 7 },
      { ...decision, decisionId: 'a\u0000b' },
    ];
    for (const payload of nonsense) await signalRaw(tale, 'decideApproval', json(payload));
    await signalRaw(tale, 'decideApproval', json({ ...decision, by: 'constructor', decisionId: 'made-up' }));
    await tale.sees('approval.decision-refused', { code: 'not-a-manager' });
    expect((await tale.happened('signal.refused')).map(({ data }) => data.code)).toEqual(
      nonsense.map(() => 'malformed'),
    );
    expect(await tale.decides(approvalId, LEAD)).toMatchObject({ state: 'approved' });
    await world.letPass(DAY);
    await tale.withdrawn();
  });
});
