import { creditNoteNumber } from '../../src/domain/grants/credit-note.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { HEAD } from '../support/world/tokens.ts';
import { Tale } from './support/tale.ts';

const MANY = 50;

describe('Fifty credits are granted at once', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('each ticket gets its note, and the numbers have no gap', async () => {
    const asked: { tale: Tale; approvalId: string }[] = [];
    // What is tried is the granting at once, not a rush of requests.
    while (asked.length < MANY) {
      const tale = await Tale.inReview(world, { country: 'DE' });
      asked.push({ tale, approvalId: await tale.asksApproval() });
    }
    await Promise.all(
      asked.map(({ tale, approvalId }) => tale.signals({ approvalId, decision: 'approve', by: HEAD.id })),
    );
    const told: string[] = [];
    for (const { tale, approvalId } of asked) {
      const { data } = await tale.sees('approval.carried-out');
      expect((await tale.approval(approvalId)).creditNote).toBe(data.creditNote);
      told.push(data.creditNote ?? '');
    }
    expect(told.sort()).toEqual(Array.from({ length: MANY }, (_, index) => creditNoteNumber(index + 1)));
  });
});
