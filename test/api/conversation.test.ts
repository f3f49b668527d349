import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA, MONA, SIRI } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN, settled } from './support/given.ts';
import { goingBack } from './support/time-order.ts';

describe('the conversation', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  let id: string;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    id = await GIVEN.acknowledged(people);
    await people.write(ADA, id, { body: 'An internal note.', visibility: 'internal' });
    await people.write(MONA, id, { body: 'A reply of a manager.' });
    await people.write(CARLA, id, { body: 'Thank you.' });
    await people.step(ADA, id, 'resolution', { summary: 'Reversed.', details: 'The charge of May 3rd.' });
    await people.step(CARLA, id, 'confirmation', { solved: true, comment: 'It is.' });
    await settled(people, id);
  });
  afterAll(() => world.end());

  const said = async (viewer: typeof ADA) =>
    (await people.conversation(id, viewer)).map(({ author, visibility, automatic, body }) =>
      automatic ? `${author.role}: …` : `${author.role} ${author.name}, ${visibility}: ${body}`,
    );
  const PUBLIC = [
    'customer carla the customer, public: Why was I charged twice?',
    'system: …',
    'manager mona the manager, public: A reply of a manager.',
    'customer carla the customer, public: Thank you.',
    'agent ada the agent, public: Reversed.\n\nThe charge of May 3rd.',
    'system: …',
    'customer carla the customer, public: It is.',
    'system: …',
  ];
  const WHOLE = [...PUBLIC.slice(0, 2), 'agent ada the agent, internal: An internal note.', ...PUBLIC.slice(2)];

  test('is all there for staff, in order, whichever team', async () => {
    for (const viewer of [ADA, SIRI, MONA]) expect(await said(viewer)).toEqual(WHOLE);
  });

  test('is public messages for its customer', async () => {
    expect(await said(CARLA)).toEqual(PUBLIC);
  });

  test('has instants that never go back, and ids of their own', async () => {
    const messages = await people.conversation(id);
    expect(goingBack(messages.map(({ at }) => at))).toEqual([]);
    expect(new Set(messages.map((message) => message.id)).size).toBe(messages.length);
  });

  test('tells which messages nobody wrote', async () => {
    for (const { automatic, author, body } of await people.conversation(id)) {
      expect({ body, automatic }).toEqual({ body, automatic: author.role === 'system' });
      if (automatic) expect(author.name).toBe('INTROSERV');
    }
  });

  test('answers a new message as it will be read', async () => {
    const ticket = await GIVEN.acknowledged(people);
    const { headers, body } = await people.send(ADA, 'POST', `/v1/tickets/${ticket}/messages`, {
      body: '  As it is.\n',
    });
    expect(headers['location']).toBe(`/v1/tickets/${ticket}/conversation`);
    expect((await people.conversation(ticket)).at(-1)).toEqual(body);
    expect(body).toMatchObject({ body: '  As it is.\n', visibility: 'public', automatic: false });
  });

  test('shows nothing that is not recorded yet', async () => {
    const pending = { ticket_id: id, author_role: 'agent', author_id: 'ada', author_name: 'Ada' } as const;
    await world.store
      .insertInto('messages')
      .values({ ...pending, id: 'pending', visibility: 'public', body: 'Not yet.' })
      .execute();
    expect(await said(ADA)).toEqual(WHOLE);
  });
});
