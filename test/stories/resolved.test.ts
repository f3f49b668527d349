import { after, DAY, HOUR } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectAbout, expectKept, expectSpan } from './support/expect-promise.ts';
import { MARGIN, Tale } from './support/tale.ts';

describe("P10: while a solution waits for the customer's word", () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  const solved = async (): Promise<Tale> => {
    const tale = await Tale.atWork(world, 'simple');
    await tale.resolved();
    return tale;
  };

  test('a silent customer is reminded after 48 hours, closed after 5 days, and told nothing else', async () => {
    const tale = await solved();
    const [resolved] = await tale.happened('ticket.resolved');
    const { at: resolvedAt } = resolved!;
    await tale.skipTo(after(resolvedAt, 48 * HOUR - MARGIN));
    expect(await tale.happened('reminder.sent')).toEqual([]);
    await world.letPass(2 * MARGIN);
    const reminder = await tale.sees('reminder.sent');
    expect(reminder.data).toEqual({ about: 'confirmation', number: 1, dueAt: after(resolvedAt, 48 * HOUR) });
    expectAbout(reminder.at, reminder.data.dueAt);

    await tale.skipTo(after(resolvedAt, 5 * DAY - MARGIN));
    expect(await tale.ticket()).toMatchObject({ status: 'resolved' });
    await world.letPass(2 * MARGIN);
    const closed = await tale.sees('ticket.closed');
    expect(closed.data).toEqual({ outcome: 'not-contradicted' });
    expectAbout(closed.at, after(resolvedAt, 5 * DAY));

    expect(await tale.workflow().result()).toMatchObject({ outcome: 'not-contradicted' });
    await world.letPass(2 * DAY);
    expect(await tale.told()).toEqual(['acknowledgement', 'confirmation-wanted', 'confirmation-reminder', 'closed']);
    expect(await tale.happened('promise.missed')).toEqual([]);
  });

  const CONTRADICTIONS = {
    'the word that it is not solved': (tale: Tale) => tale.confirmed(false),
    'a message': (tale: Tale) => tale.customerWrites('It is back.'),
  };

  test.each(Object.entries(CONTRADICTIONS))('%s puts it back to work, with promises anew', async (_, contradict) => {
    const tale = await solved();
    await world.letPass(3 * HOUR);
    await contradict(tale);
    expect(await tale.ticket()).toMatchObject({ phase: 'review', status: 'open', team: 'support', assignee: 'ada' });
    expect(await tale.promises()).toEqual([
      'acknowledgement 1 kept',
      'first-reply 1 kept',
      'status-update 1 withdrawn',
      'resolution 1 kept',
      'next-reply 1 running',
      'status-update 2 running',
      'resolution 2 running',
    ]);
    await expectSpan(tale, 'next-reply', 1, HOUR / 2);
    await expectSpan(tale, 'status-update', 2, HOUR);
    await expectSpan(tale, 'resolution', 2, HOUR / 2);

    await tale.justBefore('next-reply');
    await tale.resolved();
    await expectKept(tale, 'next-reply');
    await tale.confirmed();
    expect(await tale.textOf('closed')).toContain('- resolution time: 2 kept');
  });

  test('one that goes back to work is neither reminded of the solution nor closed by silence', async () => {
    const tale = await solved();
    await tale.confirmed(false);
    await tale.agentAsks();
    await world.letPass(49 * HOUR);
    await tale.caughtUp();
    expect(await tale.happened('reminder.sent', { about: 'confirmation' })).toEqual([]);
    await world.letPass(4 * DAY);
    expect(await tale.ticket()).toMatchObject({ status: 'waiting-for-customer' });
  });
});
