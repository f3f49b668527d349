import { ticketQuery } from '../../src/workflows/messages.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectKept } from './support/expect-promise.ts';
import { expectGapless } from './support/gapless.ts';
import { json, signalRaw, UNDECODABLE } from './support/raw.ts';
import { Tale } from './support/tale.ts';

const DECISION = { approvalId: 'none', decision: 'approve', by: 'mona' };

const MALFORMED = {
  nothing: [],
  'a word': [json('approve')],
  null: [json(null)],
  'a decision that is neither yes nor no': [json({ ...DECISION, decision: 'maybe' })],
  'a decision by nobody': [json({ approvalId: 'none', decision: 'approve' })],
  'what looks like our mark of the undecodable': [json({ undecodable: { toString: null, valueOf: null } })],
  'a comment that is no text': [json({ ...DECISION, comment: 7 })],
};

describe('Anybody may send a signal, and anything in it: the ticket lives on', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    // With nothing remembered: what was sent is read again at every later step.
    world = await startTimeSkippingWorld({ maxCachedWorkflows: 0 });
  });
  afterAll(() => world.end());

  /** Refused once, with a reason, and the ticket still does all that a ticket does. */
  async function expectRefused(tale: Tale, signal: string, code: string, reason: string): Promise<void> {
    const { data } = await tale.sees('signal.refused', { signal });
    expect(data).toEqual({ signal, code, reason: expect.stringContaining(reason) });
    await tale.justBefore('first-reply');
    await tale.agentWrites();
    await expectKept(tale, 'first-reply');
    await tale.withdrawn();
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'withdrawn' });
    expect(await tale.happened('signal.refused')).toHaveLength(1);
    await expectGapless(tale);
  }

  test.each(Object.entries(UNDECODABLE))('%s', async (_, payload) => {
    const tale = await Tale.inReview(world);
    await signalRaw(tale, 'decideApproval', payload);
    await expectRefused(tale, 'decideApproval', 'malformed', 'the payload cannot be read');
  });

  test.each(Object.entries(MALFORMED))('%s for a decision', async (_, payloads) => {
    const tale = await Tale.inReview(world);
    await signalRaw(tale, 'decideApproval', ...payloads);
    await expectRefused(tale, 'decideApproval', 'malformed', 'expected { approvalId');
  });

  test('a signal that no ticket takes, readable or not', async () => {
    const tale = await Tale.inReview(world);
    await signalRaw(tale, 'promoteEverybody', UNDECODABLE['broken JSON']!);
    await expectRefused(tale, 'promoteEverybody', 'malformed', 'no signal of this name');
  });

  test.each([
    ['NUL', 'a\u0000b'],
    ['half a surrogate pair', 'a\ud800b'],
    ['a great length', 'a'.repeat(100_000)],
  ])('an approval’s id with %s, which no record could hold as it is', async (_, approvalId) => {
    const tale = await Tale.inReview(world);
    await signalRaw(tale, 'decideApproval', json({ ...DECISION, approvalId }));
    await expectRefused(tale, 'decideApproval', 'no-such-approval', 'this ticket has no approval a');
  });

  test('a decision on an approval that the ticket does not have', async () => {
    const tale = await Tale.inReview(world);
    await signalRaw(tale, 'decideApproval', json(DECISION));
    await expectRefused(tale, 'decideApproval', 'no-such-approval', 'no approval none');
  });

  test('many at once are refused in the order in which they came', async () => {
    const tale = await Tale.inReview(world);
    const names = Array.from({ length: 20 }, (_, index) => `nonsense-${index}`);
    for (const name of names) await signalRaw(tale, name);
    await tale.sees('signal.refused', { signal: names.at(-1)! });
    expect((await tale.happened('signal.refused')).map(({ data }) => data.signal)).toEqual(names);
    await expectGapless(tale);
  });

  test('a query tells the whole ticket, also after nonsense', async () => {
    const tale = await Tale.inReview(world);
    await signalRaw(tale, 'decideApproval', UNDECODABLE['an encoding nobody knows']!);
    await tale.sees('signal.refused');
    const ticket = await tale.workflow().query(ticketQuery);
    expect(ticket).toMatchObject({ id: tale.id, phase: 'review', team: 'support', undelivered: [] });
    expect(ticket.seq).toBe((await world.people.journal(tale.id)).length);
  });
});
