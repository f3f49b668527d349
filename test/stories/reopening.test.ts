import { DAY, MINUTE } from '../../src/domain/calendar/instant.ts';
import { Refused } from '../../src/domain/ticket/refusal.ts';
import { findTicket } from '../../src/store/tickets.ts';
import { runOf } from '../../src/api/ticket-runs.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { CARLA } from '../support/world/tokens.ts';
import { expectKept, expectSpan } from './support/expect-promise.ts';
import { expectGapless } from './support/gapless.ts';
import { Tale } from './support/tale.ts';

describe('A message to a closed ticket', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  /** Closed with one promise missed, and its workflow ended. */
  const closedTicket = async (): Promise<Tale> => {
    const tale = await Tale.inReview(world);
    await tale.justAfter('first-reply');
    await tale.sees('promise.missed', { kind: 'first-reply' });
    await tale.resolved();
    await tale.confirmed();
    await tale.workflow().result();
    return tale;
  };

  test('reopens it after 29 days: same ticket, conversation and counts, in a new run of the same workflow', async () => {
    const tale = await closedTicket();
    const before = await tale.ticket();
    const { runId: firstRun } = await tale.workflow().describe();
    await world.letPass(29 * DAY);
    await tale.customerWrites('It is back.');

    const reopened = await tale.ticket();
    expect(reopened).toMatchObject({ phase: 'review', status: 'open', team: 'support', assignee: null, outcome: null });
    expect(reopened.promises.slice(0, before.promises.length)).toEqual(before.promises);
    expect(reopened.promises.slice(before.promises.length)).toMatchObject([{ kind: 'next-reply', state: 'running' }]);
    await expectSpan(tale, 'next-reply', 1, 30 * MINUTE);
    const { runId, status } = await tale.workflow().describe();
    expect(status.name).toBe('RUNNING');
    expect(runId).not.toBe(firstRun);

    await tale.justBefore('next-reply');
    await tale.agentWrites();
    await expectKept(tale, 'next-reply');
    expect((await tale.told()).slice(-2)).toEqual(['closed', 'reopened']);
    await expectGapless(tale);
    await tale.withdrawn();
    expect(await tale.textOf('closed')).toContain('- first reply: 1 missed');
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'withdrawn' });
  });

  test('opens a new ticket after 31 days, linked to it, and leaves the old one as it is', async () => {
    const tale = await closedTicket();
    const before = await tale.ticket();
    await world.letPass(31 * DAY);
    const newId = await messageFromCarla(tale);
    expect(newId).not.toBe(tale.id);

    const next = new Tale(world, newId);
    expect(await next.eventually(({ phase }) => phase === 'review')).toMatchObject({ continues: tale.id });
    expect(await next.textOf('acknowledgement')).toContain(`It continues request #${before.number}`);
    expect(await tale.ticket()).toEqual(before);
    expect((await tale.workflow().describe()).status.name).toBe('COMPLETED');
  });

  test('is refused by the core after 31 days, and the run that was started to hear so ends', async () => {
    const tale = await closedTicket();
    const stored = (await findTicket(world.store, tale.id))!;
    const before = await tale.ticket();
    await world.letPass(31 * DAY);
    const input = {
      commandId: 'too-late',
      actor: { id: CARLA.id, role: CARLA.role, teams: [] },
      takenAt: await world.now(),
      data: { messageId: 'too-late', visibility: 'public' as const, asksCustomer: false },
    };
    const run = await runOf(world.dependencies, stored);
    const sent = world.dependencies.engine.commandAndRevive('addMessage', input, run);
    await expect(sent).rejects.toThrow(Refused);
    await expect(sent).rejects.toMatchObject({ refusal: { code: 'reopening-expired' } });

    await world.letPass(5 * MINUTE);
    await eventually(async () => (await tale.workflow().describe()).status.name === 'COMPLETED');
    expect(await tale.ticket()).toEqual(before);
  });

  /** @returns the ticket that the message is in: the answer says so. */
  async function messageFromCarla(tale: Tale): Promise<string> {
    const answer = await world.people.send(CARLA, 'POST', `/v1/tickets/${tale.id}/messages`, { body: 'It is back.' });
    expect(answer.status).toBe(201);
    return String(answer.headers['location']).split('/')[3]!;
  }
});
