import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA, MONA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN, settled } from './support/given.ts';
import { goingBack } from './support/time-order.ts';

describe('the journal', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  let id: string;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    id = await GIVEN.acknowledged(people);
    await people.write(ADA, id, { body: 'The secret of the text.' });
    await people.step(MONA, id, 'assignment', { assignee: 'abel' });
    await people.step(ADA, id, 'review', { kind: 'simple' });
    await people.step(ADA, id, 'resolution', { summary: 'The secret of the solution.' });
    await people.step(CARLA, id, 'confirmation', { solved: true });
    await settled(people, id);
  });
  afterAll(() => world.end());

  test('counts from one, without a gap, in the order of time', async () => {
    const events = await people.journal(id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    expect(goingBack(events.map(({ at }) => at))).toEqual([]);
  });

  test('has five fields an event', async () => {
    for (const event of await people.journal(id)) {
      expect(Object.keys(event).sort()).toEqual(['at', 'by', 'data', 'seq', 'type']);
      expect(event.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });

  test('says who did what', async () => {
    const events = await people.journal(id);
    const by = (type: string) => events.filter((event) => event.type === type).map((event) => event.by);
    expect(by('ticket.submitted')).toEqual(['carla']);
    expect(by('ticket.taken')).toEqual(['ada']);
    expect(by('ticket.assigned')).toEqual(['mona']);
    expect(by('ticket.reviewed')).toEqual(['ada']);
    expect(by('ticket.resolved')).toEqual(['ada']);
    expect(by('ticket.closed')).toEqual(['carla']);
    expect(new Set([...by('delivery.accepted'), ...by('message.composed')])).toEqual(new Set(['system']));
  });

  test('holds no texts: messages are there by id', async () => {
    const events = await people.journal(id);
    expect(JSON.stringify(events)).not.toContain('secret');
    const written = events.filter(({ type }) => type === 'message.added' || type === 'message.composed');
    const ids = (await people.conversation(id)).map((message) => message.id);
    expect(written.map(({ data }) => data['messageId'])).toEqual(ids);
  });

  test('only grows', async () => {
    const before = await people.journal(id);
    await people.write(CARLA, id, { body: 'It is back.' });
    expect((await people.journal(id)).slice(0, before.length)).toEqual(before);
  });
});
