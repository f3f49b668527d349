import { DAY } from '../../src/domain/calendar/instant.ts';
import type { ApiDependencies } from '../../src/api/dependencies.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN, settled } from './support/given.ts';
import { peopleOver } from './support/people-over.ts';
import { verdictOf } from './support/problems.ts';

describe("a customer's message to a closed ticket", () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  const typesOf = async (id: string) => (await people.journal(id)).map(({ type }) => type);
  const ended = (id: string) => world.client.workflow.getHandle(`ticket-${id}`).result();
  const tickets = async () => (await people.send<{ items: object[] }>(CARLA, 'GET', '/v1/tickets')).body.items.length;

  test('reopens the same ticket and conversation, whoever had it, with a reply promised', async () => {
    const id = await GIVEN.closed(people);
    await ended(id);
    const [before, count] = [await people.ticket(id), await tickets()];
    const message = await people.write(CARLA, id, { body: 'It is back.' });
    const after = await people.ticket(id, CARLA);
    expect(after).toMatchObject({
      number: before.number,
      phase: 'review',
      status: 'open',
      team: 'support',
      assignee: null,
      kind: null,
      outcome: null,
      closedAt: null,
    });
    expect(after.promises.slice(0, before.promises.length)).toEqual(before.promises);
    expect(after.promises.slice(before.promises.length)).toMatchObject([
      { kind: 'next-reply', cycle: 1, state: 'running' },
    ]);
    expect(after.followUpSince).not.toBeNull();
    const [last, automatic] = (await people.conversation(id, CARLA)).slice(-2);
    expect(last).toEqual(message);
    expect(automatic).toMatchObject({ automatic: true });
    expect(await tickets()).toBe(count);
  });

  test('goes on as any other: answered, resolved, closed, and reopened again', async () => {
    const id = await GIVEN.closed(people);
    for (const round of [1, 2]) {
      await ended(id);
      await people.write(CARLA, id, { body: 'It is back.' });
      await people.step(ADA, id, 'resolution', { summary: `Solved, round ${round}.` });
      expect(await people.step(CARLA, id, 'confirmation', { solved: true })).toMatchObject({ outcome: 'confirmed' });
      await settled(people, id);
    }
    const journal = await people.journal(id);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_event, index) => index + 1));
    expect(journal.filter(({ type }) => type === 'ticket.reopened')).toHaveLength(2);
    expect(journal.filter(({ type }) => type === 'ticket.closed')).toHaveLength(3);
  });

  test('sent twice at once reopens once, and both are there', async () => {
    const id = await GIVEN.closed(people);
    await ended(id);
    await Promise.all([people.write(CARLA, id, { body: 'One' }), people.write(CARLA, id, { body: 'Two' })]);
    const said = (await people.conversation(id)).filter(({ automatic }) => !automatic).slice(-2);
    expect(said.map(({ body }) => body).sort()).toEqual(['One', 'Two']);
    expect((await typesOf(id)).filter((type) => type === 'ticket.reopened')).toHaveLength(1);
  });

  test('one day before it is too late still reopens', async () => {
    const id = await GIVEN.closed(people);
    await ended(id);
    await world.letPass(29 * DAY);
    await people.write(CARLA, id, { body: 'It is back.' });
    expect(await people.ticket(id)).toMatchObject({ id, status: 'open', continues: null });
  });

  /** An app in which something happens to the ticket just after it was read for a message. */
  const inBetween = (happen: () => Promise<unknown>): ApiDependencies => {
    const { engine } = world.dependencies;
    let isFirst = true;
    const before = async () => {
      if (!isFirst) return;
      isFirst = false;
      await happen();
    };
    return {
      ...world.dependencies,
      engine: { ...engine, command: (...it) => before().then(() => engine.command(...it)) },
    };
  };

  test('written while it was being closed reopens it, and the closing stays on record', async () => {
    const id = await GIVEN.resolved(people);
    const closing = async () => {
      await people.step(CARLA, id, 'confirmation', { solved: true });
      await ended(id);
    };
    const late = await peopleOver(inBetween(closing));
    const { id: messageId } = await late.people.write(CARLA, id, { body: 'No, wait.' });
    const types = await typesOf(id);
    expect(types.filter((type) => type === 'ticket.closed' || type === 'ticket.reopened')).toEqual([
      'ticket.closed',
      'ticket.reopened',
    ]);
    expect((await people.conversation(id)).map((message) => message.id)).toContain(messageId);
    expect(await people.ticket(id)).toMatchObject({ status: 'open', phase: 'review' });
  });

  test('while an agent who was too late is refused, and starts nothing', async () => {
    const id = await GIVEN.acknowledged(people);
    const closing = async () => {
      await people.step(CARLA, id, 'withdrawal');
      await ended(id);
    };
    const late = await peopleOver(inBetween(closing));
    const refused = await late.people.send(ADA, 'POST', `/v1/tickets/${id}/messages`, { body: 'Hello?' });
    expect(verdictOf(refused)).toBe('409 ticket-closed');
    expect(await people.ticket(id)).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
    const { status } = await world.client.workflow.getHandle(`ticket-${id}`).describe();
    expect(status.name).toBe('COMPLETED');
    const pending = world.store.selectFrom('messages').where('ticket_id', '=', id).where('seq', 'is', null);
    expect(await pending.selectAll().execute()).toEqual([]);
  });

  test('a ticket whose workflow was lost goes on from what is recorded', async () => {
    const id = await GIVEN.taken(people);
    await world.client.workflow.getHandle(`ticket-${id}`).terminate('lost');
    await people.step(ADA, id, 'resolution', { summary: 'Done all the same.' });
    expect(await people.ticket(id)).toMatchObject({ status: 'resolved' });
    await eventually(async () => (await typesOf(id)).at(-1) === 'delivery.accepted');
  });
});
