import { HOUR, MINUTE } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { CARLA } from '../support/world/tokens.ts';
import { expectKept, expectMissed, expectSettledLate, expectSpan } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

const KINDS = ['simple', 'standard'] as const;

describe('P11: what is reviewed is resolved in its time, and the customer is told when it takes longer', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each([
    { kind: 'simple', span: 30 * MINUTE },
    { kind: 'standard', span: 2 * HOUR },
  ] as const)('$kind is promised in its span', async ({ kind, span }) => {
    const tale = await Tale.atWork(world, kind);
    await expectSpan(tale, 'resolution', 1, span);
  });

  test.each(KINDS)('%s: kept by a solution just before it is due', async (kind) => {
    const tale = await Tale.atWork(world, kind);
    await tale.justBefore('resolution');
    await tale.resolved();
    await expectKept(tale, 'resolution');
    expect(await tale.told()).not.toContain('takes-longer');
  });

  test.each(KINDS)('%s: missed when no solution comes until just after, and settled by a late one', async (kind) => {
    const tale = await Tale.atWork(world, kind);
    await tale.justAfter('resolution');
    await expectMissed(tale, 'resolution');
    await tale.resolved();
    await expectSettledLate(tale, 'resolution');
  });

  test('when the time passes, the customer is told, and a note asks whoever has it for a new estimate', async () => {
    const tale = await Tale.atWork(world, 'simple');
    await tale.justAfter('resolution');
    await tale.sees('message.composed', { template: 'estimate-wanted' });

    expect(await tale.textOf('takes-longer')).toMatch(
      /takes longer than we said: we had promised a solution by .+ \(.+\)\. We are sorry\.[^]*stays with ada the agent \(our support engineers\)/,
    );
    expect(await tale.textOf('estimate-wanted')).toMatch(/ada the agent .*please give the customer a new estimate/);
    const note = (await world.people.conversation(tale.id)).find(({ visibility }) => visibility === 'internal');
    expect(note).toMatchObject({ automatic: true });
    const read = (await world.people.conversation(tale.id, CARLA)).map(({ body }) => body).join('\n');
    expect(read).not.toContain('please give the customer a new estimate');

    await world.letPass(25 * MINUTE);
    await tale.sees('promise.warned', { kind: 'resolution', rung: 150 });
    expect((await tale.told()).filter((template) => template === 'takes-longer')).toHaveLength(1);
  });

  test('non-standard work without an estimate promises no resolution, and refuses one', async () => {
    const tale = await Tale.atWork(world, 'non-standard');
    expect((await tale.promises()).filter((promise) => promise.startsWith('resolution'))).toEqual([]);
    await expect(tale.resolved()).rejects.toThrow('estimate-required');
  });

  test('reviewed as another kind in time: the earlier promise is withdrawn as re-estimated', async () => {
    const tale = await Tale.atWork(world, 'simple');
    await world.letPass(10 * MINUTE);
    await tale.reviewedAs('standard');
    expect(await tale.happened('promise.withdrawn', { kind: 'resolution', reason: 're-estimated' })).toHaveLength(1);
    await expectSpan(tale, 'resolution', 2, 2 * HOUR);
  });

  test('reviewed as another kind after the due instant: the miss stands', async () => {
    const tale = await Tale.atWork(world, 'simple');
    await tale.justAfter('resolution');
    await expectMissed(tale, 'resolution', 1);
    await tale.reviewedAs('standard');
    expect(await tale.promise('resolution', 1)).toMatchObject({ state: 'missed' });
    await expectSpan(tale, 'resolution', 2, 2 * HOUR);
  });
});
