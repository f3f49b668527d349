import type { Answer } from '../../src/scenarios/world/http-people.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN } from './support/given.ts';
import { verdictOf } from './support/problems.ts';
import { tracesIn } from './support/traces.ts';

describe('twenty requests under one key at once', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  const atOnce = (who: Person, path: string, bodyOf: (index: number) => object | undefined) =>
    Promise.all(
      Array.from({ length: 20 }, (_none, index) =>
        people.send(who, 'POST', `/v1/tickets${path}`, bodyOf(index), { 'idempotency-key': `at-once${path}` }),
      ),
    );

  /** One did it; the others heard the same answer, or that it is under way. */
  const expectOneEffect = (answers: Answer[], done: string) => {
    const verdicts = answers.map(verdictOf);
    const doers = answers.filter((answer) => answer.status < 300 && !('idempotency-replayed' in answer.headers));
    expect(doers).toHaveLength(1);
    expect(verdicts.filter((verdict) => verdict !== done && verdict !== '409 request-in-flight')).toEqual([]);
    for (const { status, body, headers } of answers) {
      if (status < 300) expect(body).toEqual(doers[0]?.body);
      else expect(headers).toHaveProperty('retry-after');
    }
  };

  test('make one ticket', async () => {
    const before = (await tracesIn(world.store)).tickets.length;
    const ticket = { channel: 'chat', subject: 'Slow', body: 'My server is slow.' };
    expectOneEffect(await atOnce(CARLA, '', () => ticket), '201');
    expect((await tracesIn(world.store)).tickets).toHaveLength(before + 1);
  });

  test('write one message', async () => {
    const id = await GIVEN.acknowledged(people);
    expectOneEffect(await atOnce(ADA, `/${id}/messages`, () => ({ body: 'I am on it.' })), '201');
    const { messages } = await tracesIn(world.store);
    expect(messages.filter(({ body }) => body === 'I am on it.')).toHaveLength(1);
    expect((await people.journal(id)).filter(({ by, type }) => by === 'ada' && type === 'message.added')).toHaveLength(
      1,
    );
  });

  test('with as many bodies, still carry out one', async () => {
    const id = await GIVEN.acknowledged(people);
    const answers = await atOnce(ADA, `/${id}/messages`, (index) => ({ body: `Version ${index}` }));
    expect(answers.map(verdictOf).sort()).toEqual([
      '201',
      ...Array.from({ length: 19 }, () => '422 idempotency-key-reused'),
    ]);
    const said = (await people.conversation(id)).filter(({ body }) => body.startsWith('Version'));
    expect(said.map(({ body }) => body)).toEqual([answers.find(({ status }) => status === 201)?.body['body']]);
  });

  test('without a key, are twenty requests', async () => {
    const id = await GIVEN.acknowledged(people);
    const notes = Array.from({ length: 20 }, (_none, index) =>
      people.write(ADA, id, { body: `Note ${index}`, visibility: 'internal' }),
    );
    await Promise.all(notes);
    expect((await people.conversation(id)).filter(({ body }) => body.startsWith('Note'))).toHaveLength(20);
  });

  test('taken by two at once, a ticket has one taker', async () => {
    const id = await GIVEN.acknowledged(people);
    const takers = [ADA, { ...ADA, id: 'abel', name: 'Abel' }, { ...ADA, id: 'adam', name: 'Adam' }];
    const answers = await Promise.all(takers.map((who) => people.send(who, 'POST', `/v1/tickets/${id}/take`)));
    expect(answers.map(verdictOf).sort()).toEqual(['200', '409 already-taken', '409 already-taken']);
    const taker = answers.find(({ status }) => status === 200)?.body['assignee'];
    expect((await people.ticket(id)).assignee).toBe(taker);
  });
});
