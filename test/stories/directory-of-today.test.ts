import type { Policy } from '../../src/domain/policy/schema.ts';
import { alwaysOnDuty } from '../support/world/always-on-duty.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { DUTY, HEAD, LEAD } from '../support/world/tokens.ts';
import { Tale } from './support/tale.ts';

const EUROS = (euros: number) => ({ amount: { minor: euros * 100, currency: 'EUR' } });
const NEW: Person = { id: 'manager-4', name: 'Manager 4', role: 'manager', teams: [] };

/** Since these tickets began, manager 2 has left and manager 4 come, and the head of support is away for manager 1. */
function directoryOfToday(): Policy {
  const policy = alwaysOnDuty();
  const { 'manager-1': lead, 'manager-2': left, 'manager-3': head } = policy.management.people;
  const away = { from: '2000-01-01', to: '2199-12-31', delegate: 'manager-1' };
  const people = { 'manager-1': lead!, 'manager-3': { ...head!, absences: [away] }, 'manager-4': left! };
  return { ...policy, management: { ...policy.management, people } };
}

describe('A ticket in flight knows the managers of today, whichever policy it is pinned to', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ currentPolicy: directoryOfToday() });
  });
  afterAll(() => world.end());

  async function asked(euros: number) {
    const tale = await Tale.inReview(world, { country: 'DE' });
    await tale.agentWrites();
    return { tale, approvalId: await tale.asksApproval(EUROS(euros)) };
  }
  const standing = { standing: true, refusal: null, by: 'manager-1', onBehalfOf: 'manager-3' };

  test('a delegate decides over HTTP what only the absent manager may', async () => {
    const { tale, approvalId } = await asked(500);
    const approved = await tale.decides(approvalId, LEAD);
    expect(approved).toMatchObject({ state: 'approved', decisions: [{ ...standing, via: 'api' }] });
    const [decided] = await tale.happened('approval.decided');
    expect([decided?.by, decided?.data.onBehalfOf, decided?.data.level]).toEqual(['manager-1', 'manager-3', 3]);
    await tale.sees('approval.carried-out');
    await tale.withdrawn();
  });

  test('and by signal', async () => {
    const { tale, approvalId } = await asked(999);
    await tale.signals({ approvalId, decision: 'approve', by: 'manager-1' });
    await tale.sees('approval.decided');
    expect(await tale.approval(approvalId)).toMatchObject({
      state: 'approved',
      decisions: [{ ...standing, via: 'signal' }],
    });
    await tale.withdrawn();
  });

  test('for themselves a delegate needs nobody, and a delegate is not two people', async () => {
    const { tale, approvalId } = await asked(50);
    expect((await tale.decides(approvalId, LEAD)).decisions).toMatchObject([{ by: 'manager-1', onBehalfOf: null }]);
    await tale.withdrawn();
    const big = await asked(5_000);
    expect(await big.tale.decides(big.approvalId, LEAD)).toMatchObject({ state: 'partly-approved' });
    // The same again is a repetition, not the second pair of eyes.
    expect(await big.tale.decides(big.approvalId, LEAD)).toMatchObject({ state: 'partly-approved' });
    expect(await big.tale.decides(big.approvalId, NEW)).toMatchObject({ state: 'approved' });
    await big.tale.withdrawn();
  });

  test('what the absent manager asked for, the delegate decides only as far as their own level goes', async () => {
    const tale = await Tale.inReview(world, { country: 'DE' });
    await tale.agentWrites();
    const approvalId = await tale.asksApproval(EUROS(500), HEAD);
    await tale.signals({ approvalId, decision: 'approve', by: 'manager-1' });
    await tale.sees('approval.decision-refused', { code: 'over-limit' });
    await tale.withdrawn();
  });

  test('who has left decides nothing any more, who has come does', async () => {
    const { tale, approvalId } = await asked(500);
    const path = `/v1/tickets/${tale.id}/approvals/${approvalId}/decision`;
    const left = await world.people.send(DUTY, 'POST', path, { decision: 'approve' });
    expect([left.status, left.body['code']]).toEqual([403, 'not-a-manager']);
    await tale.signals({ approvalId, decision: 'refuse', by: 'manager-2' });
    await tale.sees('approval.decision-refused', { code: 'not-a-manager', via: 'signal' });
    expect(await tale.decides(approvalId, NEW)).toMatchObject({ state: 'approved' });
    await tale.withdrawn();
  });
});
