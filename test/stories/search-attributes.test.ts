import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { CARLA } from '../support/world/tokens.ts';
import { Tale } from './support/tale.ts';

const NAMES = ['Phase', 'Team', 'Status', 'Missed', 'Customer'];

/** What Temporal's own lists find a ticket by. */
async function attributesOf(tale: Tale): Promise<Record<string, unknown>> {
  const { typedSearchAttributes } = await tale.workflow().describe();
  const ours = typedSearchAttributes.getAll().filter(({ key }) => NAMES.includes(key.name));
  return Object.fromEntries(ours.map(({ key, value }) => [key.name, value]));
}

/** Looks until Temporal tells so, in real time: it is told a moment after the journal. */
async function expectAttributes(tale: Tale, wanted: Record<string, unknown>): Promise<void> {
  let seen: Record<string, unknown> = {};
  const agrees = async () => {
    seen = await attributesOf(tale);
    return Object.entries(wanted).every(([name, value]) => seen[name] === value);
  };
  await eventually(agrees, 3_000).catch(() => undefined);
  expect(seen).toEqual({ Team: 'support', Customer: CARLA.id, ...wanted });
}

describe('Tickets are found in Temporal by their search attributes', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test('which follow every change', async () => {
    const tale = await Tale.inReview(world);
    await expectAttributes(tale, { Phase: 'review', Status: 'open', Missed: false });
    await tale.justAfter('first-reply');
    await tale.sees('promise.missed', { kind: 'first-reply' });
    await expectAttributes(tale, { Phase: 'review', Status: 'open', Missed: true });
    await tale.agentAsks();
    await expectAttributes(tale, { Phase: 'review', Status: 'waiting-for-customer', Missed: true });
    await tale.customerWrites();
    await expectAttributes(tale, { Phase: 'review', Status: 'open', Missed: true });
    await tale.resolved();
    await expectAttributes(tale, { Phase: 'resolve', Status: 'resolved', Missed: true });
    await tale.confirmed();
    await tale.workflow().result();
    await expectAttributes(tale, { Phase: 'resolve', Status: 'closed', Missed: true });
    await tale.customerWrites('It is back.');
    await expectAttributes(tale, { Phase: 'review', Status: 'open', Missed: true });
  });

  test('and are there from the first instant', async () => {
    await world.stopWorker();
    const tale = await Tale.submitted(world);
    await expectAttributes(tale, { Phase: 'submit', Status: 'open', Missed: false });
  });
});

describe('On a server that does not know the search attributes', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ runs: { searchAttributes: false }, registerSearchAttributes: false });
  });
  afterAll(() => world.end());

  test('a ticket lives its whole life without them', async () => {
    const tale = await Tale.inReview(world);
    await tale.justAfter('first-reply');
    await tale.sees('promise.missed', { kind: 'first-reply' });
    await tale.agentAsks();
    await tale.customerWrites();
    await tale.resolved();
    await tale.confirmed();
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'confirmed' });
    expect(await attributesOf(tale)).toEqual({});
    await tale.customerWrites('It is back.');
    expect(await tale.ticket()).toMatchObject({ phase: 'review', status: 'open' });
  });
});
