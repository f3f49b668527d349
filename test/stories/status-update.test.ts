import { HOUR, MINUTE } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectKept, expectMissed, expectSettledLate, expectSpan } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

const SPANS = [
  { kind: 'simple', span: HOUR },
  { kind: 'standard', span: HOUR },
  { kind: 'complex', span: 2 * HOUR },
  { kind: 'non-standard', span: 2 * HOUR },
] as const;

describe('P4: while it is worked on, the customer hears regularly how it goes', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each(SPANS)(
    '$kind: kept by a word just before it is due, and the next counts from there',
    async ({ kind, span }) => {
      const tale = await Tale.atWork(world, kind);
      await expectSpan(tale, 'status-update', 1, span);
      await tale.justBefore('status-update');
      const { at } = await tale.agentWrites();
      await expectKept(tale, 'status-update', 1);

      await expectSpan(tale, 'status-update', 2, span);
      expect(await tale.promise('status-update', 2)).toMatchObject({ state: 'running', madeAt: at });
    },
  );

  test.each(SPANS)(
    '$kind: missed when nobody writes until just after; the next counts from the due instant',
    async ({ kind, span }) => {
      const tale = await Tale.atWork(world, kind);
      const due = await tale.dueOf('status-update');
      await tale.justAfter('status-update');
      await expectMissed(tale, 'status-update', 1);
      await expectSpan(tale, 'status-update', 2, span);
      expect(await tale.promise('status-update', 2)).toMatchObject({ state: 'running', madeAt: due });

      await tale.agentWrites();
      await expectSettledLate(tale, 'status-update', 1);
      await expectKept(tale, 'status-update', 2);
    },
  );

  test('a note among colleagues and a message of the customer are no word to the customer', async () => {
    const tale = await Tale.atWork(world, 'standard');
    await world.letPass(30 * MINUTE);
    await tale.agentWrites({ visibility: 'internal' });
    await tale.customerWrites();
    await tale.justAfter('status-update');
    await expectMissed(tale, 'status-update', 1);
  });
});
