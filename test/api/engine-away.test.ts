import { Client, Connection } from '@temporalio/client';
import { createEngine, type Engine } from '../../src/api/engine.ts';
import { relayStarts } from '../../src/api/start-relay.ts';
import { dataConverter } from '../../src/workflows/data-converter.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN } from './support/given.ts';
import { verdictOf } from './support/problems.ts';
import { tracesIn } from './support/traces.ts';

/** Nothing listens at the first port. */
const NOBODY = '127.0.0.1:1';

describe('while the engine is away', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  /** With the patience of production, and with less of it where only the answer matters. */
  let cutOff: HttpPeople;
  let hasty: HttpPeople;
  let connection: Connection;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    connection = Connection.lazy({ address: NOBODY });
    const client = new Client({ connection, dataConverter });
    const over = (engine: Engine) => contractPeople({ ...world.dependencies, engine });
    cutOff = await over(createEngine(client));
    hasty = await over(createEngine(client, { patienceMs: 500 }));
  });
  afterAll(async () => {
    await connection.close();
    await world.end();
  });

  const timed = async <T>(work: () => Promise<T>): Promise<[T, seconds: number]> => {
    const begun = Date.now();
    return [await work(), (Date.now() - begun) / 1_000];
  };

  test('a request is taken all the same, and starts when it is back, counted from when it was written', async () => {
    const [answer, seconds] = await timed(() =>
      cutOff.send<{ id: string; submittedAt: string }>(CARLA, 'POST', '/v1/tickets', {
        channel: 'ticket',
        subject: 'Slow',
        body: 'My server is slow.',
      }),
    );
    expect(answer.status).toBe(201);
    expect(seconds).toBeLessThan(7);
    const { id, submittedAt } = answer.body;
    expect(await cutOff.ticket(id, CARLA)).toMatchObject({ phase: 'submit', status: 'open' });

    await world.letPass(60_000);
    const relay = relayStarts(world.dependencies);
    const ticket = await eventually(async () => {
      const found = await people.ticket(id);
      return found.phase === 'review' && found;
    });
    await relay.stop();
    const [acknowledgement] = ticket.promises;
    expect(acknowledgement).toMatchObject({ kind: 'acknowledgement', state: 'kept', madeAt: submittedAt });
    expect(Date.parse(acknowledgement!.settledAt!) - Date.parse(submittedAt)).toBeGreaterThan(50_000);
    const submitted = (await people.journal(id)).filter(({ type }) => type === 'ticket.submitted');
    expect(submitted).toHaveLength(1);
  });

  test.each<[Person, string, object | undefined]>([
    [ADA, 'take', undefined],
    [ADA, 'messages', { body: 'Are you there?' }],
    [ADA, 'resolution', { summary: 'Solved.' }],
    [CARLA, 'messages', { body: 'Are you there?' }],
  ])('%j: %s is answered 503 within seconds', async (who, step, body) => {
    const id = await GIVEN.acknowledged(people);
    const path = `/v1/tickets/${id}/${step}`;
    const key = { 'idempotency-key': `away-${step}-${who.id}` };
    const [away, seconds] = await timed(() => (step === 'take' ? cutOff : hasty).send(who, 'POST', path, body, key));
    expect(verdictOf(away)).toBe('503 unavailable');
    expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(7);
    expect((await tracesIn(world.store)).idempotency.filter(({ status }) => status === null)).toEqual([]);

    // Back again: the same request under the same key does it, once.
    const back = await people.send(who, 'POST', path, body, key);
    expect(back.status).toBeLessThan(300);
    expect(back.headers).not.toHaveProperty('idempotency-replayed');
    const said = (await people.conversation(id)).filter(({ body: text }) => text === 'Are you there?');
    expect(said).toHaveLength(step === 'messages' ? 1 : 0);
  });

  test('a text that was given up is not published under another', async () => {
    const id = await GIVEN.acknowledged(people);
    const path = `/v1/tickets/${id}/messages`;
    const key = { 'idempotency-key': 'changed-my-mind' };
    await hasty.send(ADA, 'POST', path, { body: 'An internal word.', visibility: 'internal' }, key);
    const back = await people.send(ADA, 'POST', path, { body: 'A public word.', visibility: 'public' }, key);
    expect(back).toMatchObject({ status: 201, body: { body: 'A public word.', visibility: 'public' } });
    const seen = JSON.stringify(await people.conversation(id, CARLA));
    expect(seen).toContain('A public word.');
    expect(seen).not.toContain('An internal word.');
  });

  test('what is wrong in itself is refused as ever', async () => {
    const id = await GIVEN.acknowledged(people);
    const review = async (who: Person | null, kind: string) =>
      verdictOf(await hasty.send(who, 'POST', `/v1/tickets/${id}/review`, { kind }));
    expect([await review(null, 'simple'), await review(CARLA, 'simple'), await review(ADA, 'huge')]).toEqual([
      '401 unauthenticated',
      '403 forbidden',
      '400 invalid-request',
    ]);
  });

  test('reads never ask it', async () => {
    const id = await GIVEN.acknowledged(people);
    expect((await hasty.ticket(id)).id).toBe(id);
    expect((await hasty.conversation(id)).length).toBeGreaterThan(0);
    expect((await hasty.journal(id)).length).toBeGreaterThan(0);
  });

  test('the process lives, but is not ready', async () => {
    expect(verdictOf(await hasty.send(null, 'GET', '/healthz'))).toBe('200');
    const [away, seconds] = await timed(() => hasty.send(null, 'GET', '/readyz'));
    expect(verdictOf(away)).toBe('503 unavailable');
    expect(seconds).toBeLessThan(7);
    expect(verdictOf(await people.send(null, 'GET', '/readyz'))).toBe('200');
  });
});
