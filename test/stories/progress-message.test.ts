import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { expectAbout } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';
import { told } from './support/told.ts';

describe('P4, P16: an update that nobody wrote', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('the customer is told who has it, since when, and by when comes what, once', async () => {
    const tale = await Tale.inReview(world, { locale: 'en-GB', timeZone: 'America/New_York' });
    const { submittedAt } = await tale.ticket();
    await tale.agentWrites();
    await tale.reviewedAs('standard');
    const [due, resolutionDue] = [await tale.dueOf('status-update'), await tale.dueOf('resolution')];
    await tale.justAfter('status-update');
    const progress = await tale.sees('message.composed', { template: 'progress' });
    expectAbout(progress.at, due);

    const nextDue = await tale.dueOf('status-update', 2);
    const text = await tale.textOf('progress');
    const inNewYork = told('en-GB', 'America/New_York');
    expect(text).toContain('ada the agent (our support engineers)');
    expect(text).toContain(`since ${inNewYork(submittedAt)}`);
    expect(text).toContain(`a solution by ${inNewYork(resolutionDue)}`);
    expect(text).toContain(`hear from us again by ${inNewYork(nextDue)}`);

    await tale.justBefore('status-update', 2);
    expect(await tale.told()).toEqual(['acknowledgement', 'progress']);
    await tale.justAfter('status-update', 2);
    await tale.sees('promise.missed', { kind: 'status-update', cycle: 2 });
    expect((await tale.told()).filter((template) => template === 'progress')).toHaveLength(2);
  });

  test('is told in Italian to whoever wrote in Italian', async () => {
    const tale = await Tale.inReview(world, { locale: 'it-IT', timeZone: 'Europe/Rome' });
    await tale.agentWrites();
    await tale.reviewedAs('complex');
    await tale.justAfter('status-update');
    await tale.sees('message.composed', { template: 'progress' });
    const text = await tale.textOf('progress');
    expect(text).toContain('In carico a: ada the agent (i nostri ingegneri di supporto)');
    expect(text).toContain(told('it-IT', 'Europe/Rome')(await tale.dueOf('status-update', 2)));
  });

  test('an update written in time spares the customer the automatic one', async () => {
    const tale = await Tale.atWork(world, 'complex');
    await tale.justBefore('status-update');
    await tale.agentWrites();
    await tale.justBefore('status-update', 2);
    expect(await tale.told()).toEqual(['acknowledgement']);
  });
});
